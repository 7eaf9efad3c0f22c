/**
 * The hooks for LangChain4j 1.x: AI services, chat models (sync, streaming, async) and tools.
 *
 * <p>A service's spans find each other by LangChain4j's own objects, not by thread: {@link
 * dev.fulgurite.agent.langchain4j.Calls} knows which service call an invocation id, a tool request
 * or a token stream belongs to. Nothing here is compiled against LangChain4j.
 */
@NullMarked
package dev.fulgurite.agent.langchain4j;

import org.jspecify.annotations.NullMarked;
