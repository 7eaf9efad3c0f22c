package app;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import java.util.List;

/** Embeds by length, at the method that every version has. */
final class LengthModel implements EmbeddingModel {
  @Override
  public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
    return Response.from(segments.stream().map(LengthModel::vector).toList());
  }

  private static Embedding vector(TextSegment segment) {
    return Embedding.from(new float[] {segment.text().length(), 1});
  }
}
