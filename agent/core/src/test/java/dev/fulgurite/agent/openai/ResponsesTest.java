package dev.fulgurite.agent.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fulgurite.agent.wire.Answer;
import dev.fulgurite.api.semconv.GenAi;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResponsesTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void answer_isOneMessage_whateverItsItems() {
    Answer answer =
        Responses.answer(
            json(
                "{'status':'completed','output':["
                    + "{'type':'reasoning','summary':[{'type':'summary_text','text':'hm'}]},"
                    + "{'type':'web_search_call','id':'w1'},"
                    + "{'type':'function_call','call_id':'c1','name':'add',"
                    + "'arguments':'{\\\"a\\\":2}'}]}"));

    assertThat(answer.attributes())
        .containsEntry(GenAi.RESPONSE_FINISH_REASONS, List.of("tool_calls"))
        .containsEntry(
            GenAi.OUTPUT_MESSAGES,
            quoted(
                "[{'role':'assistant','parts':[{'type':'reasoning','content':'hm'},"
                    + "{'type':'web_search_call','id':'w1'},"
                    + "{'type':'tool_call','id':'c1','name':'add','arguments':{'a':2}}],"
                    + "'finish_reason':'tool_call'}]"));
  }

  @Test
  void answer_tellsAFailure_andWhyItIsIncomplete() {
    Answer failed =
        Responses.answer(
            json("{'status':'failed','error':{'code':'server_error','message':'sorry'}}"));
    Answer cut =
        Responses.answer(
            json(
                "{'status':'incomplete','incomplete_details':{'reason':'max_output_tokens'},"
                    + "'output':[{'type':'message','content':"
                    + "[{'type':'output_text','text':'To be'}]}]}"));

    assertThat(failed.failure()).isEqualTo("server_error");
    assertThat(failed.failureMessage()).isEqualTo("sorry");
    assertThat(cut.failure()).isNull();
    assertThat(cut.attributes()).containsEntry(GenAi.RESPONSE_FINISH_REASONS, List.of("length"));
  }

  @Test
  void assembly_hasWhatCame_whenTheLastEventDidNot() {
    ResponseAssembly assembly = new ResponseAssembly();
    assembly.add(json("{'type':'response.created','response':{'id':'r1','status':'in_progress'}}"));
    assembly.add(json("{'type':'response.output_text.delta','delta':'To '}"));
    assembly.add(json("{'type':'response.output_text.delta','delta':'be'}"));

    assertThat(assembly.answer().attributes())
        .containsEntry(GenAi.RESPONSE_ID, "r1")
        .containsEntry(
            GenAi.OUTPUT_MESSAGES,
            quoted("[{'role':'assistant','parts':[{'type':'text','content':'To be'}]}]"));
  }

  @Test
  void history_knowsMessages_callsAndTheirOutputs() {
    assertThat(ResponseItems.history(json("'Hello'")))
        .isEqualTo(quoted("[{'role':'user','parts':[{'type':'text','content':'Hello'}]}]"));
    assertThat(
            ResponseItems.history(
                json(
                    "[{'role':'developer','content':'Be brief.'},"
                        + "{'role':'user','content':[{'type':'input_image',"
                        + "'image_url':'data:image/png;base64,AAAA'}]},"
                        + "{'type':'function_call_output','call_id':'c1','output':'5'}]")))
        .isEqualTo(
            quoted(
                "[{'role':'system','parts':[{'type':'text','content':'Be brief.'}]},"
                    + "{'role':'user','parts':[{'type':'blob','modality':'image',"
                    + "'mime_type':'image/png','content':'AAAA'}]},"
                    + "{'role':'tool','parts':[{'type':'tool_call_response','id':'c1',"
                    + "'response':'5'}]}]"));
  }

  @Test
  void chatMessages_keepLaterSystemMessagesInTheirPlace() {
    JsonNode messages =
        json(
            "[{'role':'developer','content':'Be brief.'},{'role':'user','content':'Hello'},"
                + "{'role':'system','content':'Be kind.'}]");

    assertThat(ChatMessages.instructions(messages))
        .isEqualTo(quoted("[{'type':'text','content':'Be brief.'}]"));
    assertThat(ChatMessages.history(messages))
        .isEqualTo(
            quoted(
                "[{'role':'user','parts':[{'type':'text','content':'Hello'}]},"
                    + "{'role':'system','parts':[{'type':'text','content':'Be kind.'}]}]"));
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(quoted(text));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static String quoted(String text) {
    return text.replace('\'', '"');
  }
}
