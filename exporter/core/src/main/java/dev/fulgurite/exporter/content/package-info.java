/**
 * What people wrote and models answered: {@code ContentAttributes} knows where it stands in a span,
 * {@code ContentStrippingExporter} keeps it from leaving the machine.
 */
@NullMarked
package dev.fulgurite.exporter.content;

import org.jspecify.annotations.NullMarked;
