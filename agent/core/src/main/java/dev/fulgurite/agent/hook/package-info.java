/**
 * What a framework's module implements: a {@link Hook} says where it is woven and what span a call
 * becomes; the {@link Home} of the instrumented class opens that span in whichever OpenTelemetry
 * serves the application. Framework types never appear here: hooks read them by method handles.
 */
@NullMarked
package dev.fulgurite.agent.hook;

import org.jspecify.annotations.NullMarked;
