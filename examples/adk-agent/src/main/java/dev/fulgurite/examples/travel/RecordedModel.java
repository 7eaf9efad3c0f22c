package dev.fulgurite.examples.travel;

import com.google.adk.models.BaseLlm;
import com.google.adk.models.BaseLlmConnection;
import com.google.adk.models.LlmRequest;
import com.google.adk.models.LlmResponse;
import com.google.genai.types.Candidate;
import com.google.genai.types.Content;
import com.google.genai.types.FinishReason;
import com.google.genai.types.FunctionCall;
import com.google.genai.types.FunctionResponse;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.GenerateContentResponseUsageMetadata;
import com.google.genai.types.Part;
import io.reactivex.rxjava3.core.Flowable;
import java.util.List;
import java.util.Map;

/** Stands in for Gemini, so that the example needs neither key nor network. */
final class RecordedModel extends BaseLlm {
  RecordedModel() {
    super("recorded");
  }

  /** The planner's has tools: it calls one, then the other, then sums up. */
  @Override
  public Flowable<LlmResponse> generateContent(LlmRequest request, boolean stream) {
    if (!request.tools().containsKey("weather")) {
      return answer(Part.fromText("Take the 08:30 train, and sunglasses."));
    }
    String answered = last(request).functionResponse().flatMap(FunctionResponse::name).orElse("");
    return answer(
        switch (answered) {
          case "weather" -> call("call-2", "trains");
          case "trains" -> Part.fromText("Sunny; trains at 08:30 and 13:00.");
          default -> call("call-1", "weather");
        });
  }

  private static Part last(LlmRequest request) {
    Content content = request.contents().get(request.contents().size() - 1);
    List<Part> parts = content.parts().orElse(List.of(Part.fromText("")));
    return parts.get(parts.size() - 1);
  }

  private static Part call(String id, String tool) {
    FunctionCall call =
        FunctionCall.builder().id(id).name(tool).args(Map.of("city", "Porto")).build();
    return Part.builder().functionCall(call).build();
  }

  private static Flowable<LlmResponse> answer(Part part) {
    return Flowable.just(
        LlmResponse.create(
            GenerateContentResponse.builder()
                .candidates(
                    Candidate.builder()
                        .content(Content.builder().role("model").parts(part).build())
                        .finishReason(FinishReason.Known.STOP)
                        .build())
                .usageMetadata(
                    GenerateContentResponseUsageMetadata.builder()
                        .promptTokenCount(40)
                        .candidatesTokenCount(8)
                        .build())
                .build()));
  }

  @Override
  public BaseLlmConnection connect(LlmRequest request) {
    throw new UnsupportedOperationException("a recorded model has no live connection");
  }
}
