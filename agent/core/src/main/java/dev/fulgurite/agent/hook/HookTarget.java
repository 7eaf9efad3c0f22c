package dev.fulgurite.agent.hook;

import java.util.List;

/**
 * Where a hook is woven, as names only: the packaged agent keeps them out of the reach of
 * relocation.
 *
 * @param id for settings and listings, such as {@code langchain4j.chat}
 * @param type fully qualified name of the class or interface
 * @param subtypes whether every non-interface subtype of {@code type} is meant, else only itself
 * @param method name of the instrumented method
 * @param parameterTypes fully qualified, erased, in order
 */
public record HookTarget(
    String id, String type, boolean subtypes, String method, List<String> parameterTypes) {}
