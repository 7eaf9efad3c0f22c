package dev.fulgurite.agent.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fulgurite.api.semconv.GenAi;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessagesTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void answer_countsCachedTokensIn_andTellsWhyItStopped() {
    Map<String, Object> attributes =
        Messages.answer(
                json(
                    "{'id':'msg-1','model':'claude','stop_reason':'max_tokens',"
                        + "'content':[{'type':'thinking','thinking':'hm'},{'type':'text','text':'Hi'}],"
                        + "'usage':{'input_tokens':10,'cache_read_input_tokens':3,"
                        + "'cache_creation_input_tokens':2,'output_tokens':7}}"))
            .attributes();

    assertThat(attributes)
        .containsEntry(GenAi.USAGE_INPUT_TOKENS, 15L)
        .containsEntry(GenAi.USAGE_CACHE_READ_INPUT_TOKENS, 3L)
        .containsEntry(GenAi.RESPONSE_FINISH_REASONS, List.of("max_tokens"))
        .containsEntry(
            GenAi.OUTPUT_MESSAGES,
            quoted(
                "[{'role':'assistant','parts':[{'type':'reasoning','content':'hm'},"
                    + "{'type':'text','content':'Hi'}],'finish_reason':'length'}]"));
  }

  @Test
  void assembly_putsTheArgumentsOfAToolTogether() {
    MessageAssembly assembly = new MessageAssembly();
    List.of(
            "{'type':'message_start','message':{'id':'msg-1','model':'claude','content':[],"
                + "'usage':{'input_tokens':10,'output_tokens':1}}}",
            "{'type':'content_block_start','index':0,'content_block':"
                + "{'type':'tool_use','id':'t1','name':'add','input':{}}}",
            "{'type':'content_block_delta','index':0,'delta':"
                + "{'type':'input_json_delta','partial_json':'{\\\"a\\\":'}}",
            "{'type':'content_block_delta','index':0,'delta':"
                + "{'type':'input_json_delta','partial_json':'2}'}}",
            "{'type':'message_delta','delta':{'stop_reason':'tool_use'},"
                + "'usage':{'output_tokens':7}}",
            "{'type':'message_stop'}")
        .forEach(event -> assembly.add(json(event)));

    assertThat(assembly.answer().attributes())
        .containsEntry(GenAi.USAGE_INPUT_TOKENS, 10L)
        .containsEntry(GenAi.USAGE_OUTPUT_TOKENS, 7L)
        .containsEntry(
            GenAi.OUTPUT_MESSAGES,
            quoted(
                "[{'role':'assistant','parts':[{'type':'tool_call','id':'t1','name':'add',"
                    + "'arguments':{'a':2}}],'finish_reason':'tool_call'}]"));
  }

  @Test
  void history_givesToolResultsToTheTool_andFilesTheirModality() {
    String history =
        Blocks.history(
            json(
                "[{'role':'user','content':[{'type':'image','source':"
                    + "{'type':'base64','media_type':'image/png','data':'AAAA'}}]},"
                    + "{'role':'assistant','content':[{'type':'tool_use','id':'t1','name':'add',"
                    + "'input':{'a':2}}]},"
                    + "{'role':'user','content':[{'type':'tool_result','tool_use_id':'t1',"
                    + "'content':'5'}]}]"));

    assertThat(history)
        .isEqualTo(
            quoted(
                "[{'role':'user','parts':[{'type':'blob','modality':'image',"
                    + "'mime_type':'image/png','content':'AAAA'}]},"
                    + "{'role':'assistant','parts':[{'type':'tool_call','id':'t1','name':'add',"
                    + "'arguments':{'a':2}}]},"
                    + "{'role':'tool','parts':[{'type':'tool_call_response','id':'t1',"
                    + "'response':'5'}]}]"));
  }

  @Test
  void definitions_areFunctions_orAnthropicsOwn() {
    assertThat(
            Blocks.definitions(
                json(
                    "[{'name':'add','description':'Adds','input_schema':{'type':'object'}},"
                        + "{'type':'web_search_1','name':'web_search'}]")))
        .isEqualTo(
            quoted(
                "[{'type':'function','name':'add','description':'Adds',"
                    + "'parameters':{'type':'object'}},"
                    + "{'type':'web_search_1','name':'web_search'}]"));
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
