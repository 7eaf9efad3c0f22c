/** What woven methods do: open a hook's span, or keep an eye on the application's OpenTelemetry. */
@NullMarked
package dev.fulgurite.agent.site;

import org.jspecify.annotations.NullMarked;
