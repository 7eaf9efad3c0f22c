/**
 * What the hooks for providers' SDKs share, those that one generator makes (openai-java,
 * anthropic-java): the same four shapes of a call, and objects that the SDK itself can write as the
 * JSON of its provider. So a hook knows a provider's documented JSON ({@link
 * dev.fulgurite.agent.wire.Api}), not one version's classes.
 */
@NullMarked
package dev.fulgurite.agent.wire;

import org.jspecify.annotations.NullMarked;
