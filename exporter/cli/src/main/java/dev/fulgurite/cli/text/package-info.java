/** Text for people: columns, colours, numbers, and stored text that cannot harm a terminal. */
@NullMarked
package dev.fulgurite.cli.text;

import org.jspecify.annotations.NullMarked;
