/** What the agent says: two lines and one per problem on standard error, or nothing at all. */
@NullMarked
package dev.fulgurite.agent.log;

import org.jspecify.annotations.NullMarked;
