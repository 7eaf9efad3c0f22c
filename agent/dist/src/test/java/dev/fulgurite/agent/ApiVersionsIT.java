package dev.fulgurite.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.api.Operation;
import dev.fulgurite.api.annotation.AgentOperation;
import dev.fulgurite.exporter.store.StoredSpan;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.tools.ToolProvider;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application that brings another version of the api jar than the agent was built with: classes
 * that differ lie on its class path before those of this build.
 */
class ApiVersionsIT {
  private static final String NEWER_PROGRAM =
      """
      package app;
      import dev.fulgurite.api.Emitter;
      import dev.fulgurite.api.annotation.*;
      public class Newer {
        public static void main(String[] arguments) {
          System.out.println(new Newer().plan("goal"));
        }
        @EmitScore(3) @AgentOperation(value = "plan", tags = "a,b")
        String plan(@Capture("goal") String goal) {
          Emitter.global().message("inside");
          return "planned " + goal;
        }
      }
      """;
  private static final String NEW_ANNOTATION =
      """
      package dev.fulgurite.api.annotation;
      import java.lang.annotation.*;
      @Retention(RetentionPolicy.RUNTIME) @Target(ElementType.METHOD)
      public @interface EmitScore { int value(); }
      """;

  @TempDir Path folder;

  @Test
  void olderApi_withoutWhatTheAgentCalls_isOneLine_andTheProgramIsAsWithoutTheAgent()
      throws Exception {
    change(Operation.class, writer -> new Without(writer, "input"));

    Run without = jvm().withoutAgent().run("Annotated");
    Run run = jvm().run("Annotated");

    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.stdout()).isEqualTo(without.stdout());
    assertThat(run.err()).hasSize(3);
    assertThat(run.err().get(1)).contains("NoSuchMethodError", "Operation.input");
    assertThat(run.spans())
        .extracting(span -> span.string("agentlightning.message.body"))
        .contains("inside", "end");
  }

  @Test
  void newerApi_withMoreThanTheAgentKnows_worksAsFarAsItKnowsIt() throws Exception {
    change(AgentOperation.class, writer -> new WithMember(writer, "tags"));
    compile("EmitScore", NEW_ANNOTATION);
    compile("Newer", NEWER_PROGRAM);

    Run run = jvm().run("Newer");

    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.out()).containsExactly("planned goal");
    assertThat(run.err()).as("lines").hasSize(2);
    StoredSpan plan = span(run.spans(), "plan");
    assertThat(plan.string("agentlightning.operation.input.goal")).isEqualTo("goal");
    assertThat(plan.string("agentlightning.operation.output")).isEqualTo("planned goal");
    assertThat(run.spans()).anyMatch(span -> plan.spanId().equals(span.parentSpanId()));
  }

  private static StoredSpan span(List<StoredSpan> spans, String operation) {
    return spans.stream()
        .filter(span -> operation.equals(span.string("agentlightning.operation.name")))
        .findFirst()
        .orElseThrow();
  }

  private ChildJvm jvm() throws IOException {
    return ChildJvm.in(Files.createTempDirectory(folder, "run"))
        .classPath(folder.toString())
        .classPath(ClassPaths.fulguriteApi())
        .classPath(ClassPaths.otelApi(ClassPaths.NEWEST));
  }

  private void change(Class<?> type, UnaryOperator<ClassVisitor> change) throws IOException {
    String entry = type.getName().replace('.', '/') + ".class";
    ClassWriter writer = new ClassWriter(0);
    try (InputStream in = type.getClassLoader().getResourceAsStream(entry)) {
      new ClassReader(in).accept(change.apply(writer), 0);
    }
    Files.createDirectories(folder.resolve(entry).getParent());
    Files.write(folder.resolve(entry), writer.toByteArray());
  }

  private void compile(String name, String text) throws IOException {
    Path source = Files.writeString(folder.resolve(name + ".java"), text);
    String classPath = folder + File.pathSeparator + System.getProperty("java.class.path");
    String[] arguments = {"-proc:none", "-cp", classPath, "-d", folder.toString(), source + ""};
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments)).isZero();
  }

  /** Leaves out the methods of a name. */
  private static final class Without extends ClassVisitor {
    private final String method;

    Without(ClassVisitor next, String method) {
      super(Opcodes.ASM9, next);
      this.method = method;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return name.equals(method)
          ? null
          : super.visitMethod(access, name, descriptor, signature, exceptions);
    }
  }

  /** Adds a member to an annotation, an empty text by default. */
  private static final class WithMember extends ClassVisitor {
    private final String member;

    WithMember(ClassVisitor next, String member) {
      super(Opcodes.ASM9, next);
      this.member = member;
    }

    @Override
    public void visitEnd() {
      int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT;
      MethodVisitor added = visitMethod(access, member, "()Ljava/lang/String;", null, null);
      AnnotationVisitor value = added.visitAnnotationDefault();
      value.visit(null, "");
      value.visitEnd();
      added.visitEnd();
      super.visitEnd();
    }
  }
}
