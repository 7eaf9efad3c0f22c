/**
 * A shop's web application: {@link dev.fulgurite.examples.shop.ShopController} asks a model by
 * Spring AI's {@code ChatClient}, which looks into the {@link dev.fulgurite.examples.shop.Stock}.
 * Knows nothing of Fulgurite: what it does is seen by the agent alone.
 */
package dev.fulgurite.examples.shop;
