package app;

import com.google.adk.models.BaseLlm;
import com.google.adk.models.BaseLlmConnection;
import com.google.adk.models.LlmRequest;
import com.google.adk.models.LlmResponse;
import com.google.genai.types.Candidate;
import com.google.genai.types.Content;
import com.google.genai.types.FinishReason;
import com.google.genai.types.FunctionCall;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.GenerateContentResponseUsageMetadata;
import com.google.genai.types.Part;
import io.reactivex.rxjava3.core.Flowable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asked to {@code add 1 2}, calls the tool for each number; says what the last one gave. */
final class StubLlm extends BaseLlm {
  StubLlm() {
    super("stub-1");
  }

  @Override
  public Flowable<LlmResponse> generateContent(LlmRequest request, boolean stream) {
    Part last = lastPart(request.contents());
    if (last.functionResponse().isPresent()) {
      return answer(
          List.of(Part.fromText("It is " + last.functionResponse().get().response().get())));
    }
    String[] words = last.text().orElse("").split(" ");
    if (words[0].equals("fail")) {
      return Flowable.error(new IllegalStateException("model unavailable"));
    }
    List<Part> calls = new ArrayList<>();
    for (int i = 1; words[0].equals("add") && i < words.length; i++) {
      calls.add(call("call-" + i, Integer.parseInt(words[i])));
    }
    return answer(calls.isEmpty() ? List.of(Part.fromText("Hello.")) : calls);
  }

  private static Part lastPart(List<Content> contents) {
    List<Part> parts = contents.get(contents.size() - 1).parts().get();
    return parts.get(parts.size() - 1);
  }

  private static Part call(String id, int number) {
    return Part.builder()
        .functionCall(
            FunctionCall.builder()
                .id(id)
                .name("add")
                .args(new TreeMap<>(Map.of("a", number, "b", 2)))
                .build())
        .build();
  }

  private static Flowable<LlmResponse> answer(List<Part> parts) {
    GenerateContentResponse response =
        GenerateContentResponse.builder()
            .candidates(
                List.of(
                    Candidate.builder()
                        .content(Content.builder().role("model").parts(parts).build())
                        .finishReason(new FinishReason(FinishReason.Known.STOP))
                        .build()))
            .usageMetadata(
                GenerateContentResponseUsageMetadata.builder()
                    .promptTokenCount(7)
                    .candidatesTokenCount(3)
                    .build())
            .build();
    return Flowable.just(LlmResponse.create(response));
  }

  @Override
  public BaseLlmConnection connect(LlmRequest request) {
    throw new UnsupportedOperationException("live");
  }
}
