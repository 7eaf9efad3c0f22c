/** Talks to an agent that runs in another process of this machine, through the attach API. */
@NullMarked
package dev.fulgurite.cli.live;

import org.jspecify.annotations.NullMarked;
