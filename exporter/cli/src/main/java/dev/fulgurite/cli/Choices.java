package dev.fulgurite.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.TypeConversionException;

/** Offers words to choose from in lower case, as people write them; capitals are taken, too. */
final class Choices {
  static void inLowerCase(CommandLine line) {
    CommandSpec spec = line.getCommandSpec();
    List<OptionSpec> options = List.copyOf(spec.options());
    // All of them, since what is added comes last in the help.
    options.forEach(spec::remove);
    options.forEach(option -> spec.addOption(lower(option)));
    List<PositionalParamSpec> parameters = List.copyOf(spec.positionalParameters());
    parameters.forEach(spec::remove);
    parameters.forEach(parameter -> spec.addPositional(lower(parameter)));
    line.getSubcommands().values().forEach(Choices::inLowerCase);
  }

  private static OptionSpec lower(OptionSpec option) {
    if (!option.type().isEnum()) {
      return option;
    }
    Map<String, Object> words = words(option);
    return option.toBuilder()
        .completionCandidates(words.keySet())
        .converters(text -> find(words, text))
        .build();
  }

  private static PositionalParamSpec lower(PositionalParamSpec parameter) {
    if (!parameter.type().isEnum()) {
      return parameter;
    }
    Map<String, Object> words = words(parameter);
    return parameter.toBuilder()
        .completionCandidates(words.keySet())
        .converters(text -> find(words, text))
        .build();
  }

  private static Map<String, Object> words(ArgSpec choice) {
    Map<String, Object> words = new LinkedHashMap<>();
    for (Object constant : choice.type().getEnumConstants()) {
      words.put(constant.toString().toLowerCase(Locale.ROOT), constant);
    }
    return words;
  }

  private static Object find(Map<String, Object> words, String text) {
    Object found = words.get(text.toLowerCase(Locale.ROOT));
    if (found == null) {
      throw new TypeConversionException(
          "expected one of " + String.join(", ", words.keySet()) + ", was '" + text + "'");
    }
    return found;
  }

  private Choices() {}
}
