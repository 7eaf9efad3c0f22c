/**
 * What to record, said on the method itself. Without the Fulgurite agent these do nothing. They
 * carry no machinery: the agent reads them by name when it loads a class.
 */
@NullMarked
package dev.fulgurite.api.annotation;

import org.jspecify.annotations.NullMarked;
