package dev.fulgurite.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarFile;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every method of whole libraries, woven, before the JVM's verifier. */
class WovenLibraryTest {
  @Test
  void everyMethod_canBeWoven_twice() throws Exception {
    Links.Names names = names((caller, constants) -> new Silent());
    List<String> refused = new ArrayList<>();
    int classes = 0;
    for (Class<?> type : List.of(ObjectMapper.class, JsonFactory.class)) {
      URL jar = type.getProtectionDomain().getCodeSource().getLocation();
      try (WeavingLoader loader = new WeavingLoader(jar, names)) {
        for (String name : classNames(jar)) {
          classes++;
          verify(name, loader, refused);
        }
        assertThat(loader.woven).isGreaterThan(100);
      }
    }

    assertThat(refused).isEmpty();
    assertThat(classes).isGreaterThan(800);
  }

  @Test
  void wovenLibrary_worksAsBefore() throws Exception {
    Links.Names names = names((caller, constants) -> new Silent());
    URL[] jars = {jar(ObjectMapper.class), jar(JsonFactory.class), jar(annotations())};
    try (WeavingLoader loader = new WeavingLoader(jars, names)) {
      Object mapper = loader.loadClass(ObjectMapper.class.getName()).getConstructor().newInstance();
      String json = "{\"a\":[1,2.5,null,true,\"\\u00e9\"],\"b\":{\"c\":9007199254740993}}";
      Object tree = mapper.getClass().getMethod("readTree", String.class).invoke(mapper, json);

      assertThat(tree)
          .hasToString("{\"a\":[1,2.5,null,true,\"é\"],\"b\":{\"c\":9007199254740993}}");
    }
  }

  private static void verify(String name, ClassLoader loader, List<String> refused) {
    try {
      Class.forName(name, true, loader);
    } catch (VerifyError | ClassFormatError e) {
      refused.add(e.toString());
    } catch (LinkageError | ClassNotFoundException e) {
      // needs a library that is not here
    }
  }

  private static Links.Names names(SiteFactory factory) throws Exception {
    return new Links.Names(
        new Dispatcher(ByteBuddyAgent.install()).install(), Links.register(factory));
  }

  private static Class<?> annotations() throws ClassNotFoundException {
    return Class.forName("com.fasterxml.jackson.annotation.JsonProperty");
  }

  private static URL jar(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  private static List<String> classNames(URL jar) throws IOException {
    try (JarFile file = new JarFile(jar.getPath())) {
      return file.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF"))
          .filter(name -> !name.equals("module-info.class"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .toList();
    }
  }

  /** Enters every call, and changes nothing. */
  private static final class Silent implements Advised {
    @Override
    public Entered enter(@Nullable Object self, Object[] arguments) {
      return new Entered("token", arguments);
    }

    @Override
    public @Nullable Object exit(
        Object token, @Nullable Object returned, @Nullable Throwable thrown) {
      return null;
    }
  }

  private static final class WeavingLoader extends URLClassLoader {
    private static final List<Around> ALL =
        List.of(
            new Around((name, descriptor) -> true, List.of("outer")),
            new Around((name, descriptor) -> true, List.of("inner")));

    private final Links.Names names;
    private int woven;

    WeavingLoader(URL jar, Links.Names names) {
      this(new URL[] {jar}, names);
    }

    WeavingLoader(URL[] jars, Links.Names names) {
      super(jars, null);
      this.names = names;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      try (InputStream stream = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = Objects.requireNonNull(stream, name).readAllBytes();
        byte[] copy = WovenClass.weave(bytes, ALL, names);
        woven += copy == null ? 0 : 1;
        byte[] defined = copy == null ? bytes : copy;
        return defineClass(name, defined, 0, defined.length);
      } catch (IOException | NullPointerException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
