package app

import com.openai.client.OpenAIClient
import com.openai.client.okhttp.OpenAIOkHttpClient
import com.openai.models.chat.completions.ChatCompletionCreateParams
import dev.fulgurite.api.Emitter
import dev.fulgurite.api.annotation.AgentOperation
import java.util.concurrent.Executors
import kotlin.system.exitProcess
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.async
import kotlinx.coroutines.delay
import kotlinx.coroutines.future.await
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext

/** Asks a model in coroutines, inside an operation named after the way. */
class KotlinApp(private val client: OpenAIClient) {
  private fun params(model: String) =
    ChatCompletionCreateParams.builder().model(model).addUserMessage("Hello").build()

  private fun chat(model: String): String =
    client.chat().completions().create(params(model)).choices()[0].message().content().get()

  private suspend fun ask(model: String): String =
    client.async().chat().completions().create(params(model)).await()
      .choices()[0].message().content().get()

  fun go(way: String): Any? =
    when (way) {
      "context" -> inside(way) { runBlocking { withContext(Dispatchers.IO) { chat("a") } } }
      "delayed" -> inside(way) { runBlocking { withContext(Dispatchers.IO) { delay(5); chat("a") } } }
      "children" -> inside(way) { runBlocking { children() } }
      "suspending" -> inside(way) { runBlocking(Dispatchers.Default) { ask("a") + ask("b") } }
      "held" -> runBlocking(Dispatchers.Default) { held() }
      "pool" -> pool()
      "annotated" -> runBlocking(Dispatchers.Default) { plan("a") + plan("b") }
      "annotated-tail" -> runBlocking(Dispatchers.Default) { tail("a") }
      "annotated-failing" -> runBlocking { runCatching { failing("a") }.exceptionOrNull()?.message }
      "annotated-nested" -> runBlocking(Dispatchers.Default) { down(2) }
      else -> throw IllegalArgumentException(way)
    }

  private fun inside(name: String, way: () -> Any?): Any? =
    Emitter.global().operation(name).use { way() }

  private suspend fun children(): String = withContext(Dispatchers.Default) {
    launch { delay(1); chat("a") }.join()
    async(Dispatchers.IO) { delay(1); chat("b") }.await()
  }

  /** An operation that stays open while the coroutine is suspended. */
  private suspend fun held(): String {
    val answer = Emitter.global().operation("held").use { delay(5); chat("a") }
    return answer + chat("after")
  }

  /** Three coroutines on one thread, the last one in no operation. */
  private fun pool(): Any? {
    Executors.newSingleThreadExecutor().asCoroutineDispatcher().use { one ->
      val way = { runBlocking(one) { delay(1); chat("a") } }
      return listOf(inside("one", way), inside("two", way), way())
    }
  }

  @AgentOperation("plan")
  suspend fun plan(goal: String): String {
    delay(2)
    val first = ask(goal)
    return first + ask("second")
  }

  /** Without anything to do after the call, it has no state of its own. */
  @AgentOperation("tail") suspend fun tail(goal: String): String = ask(goal)

  @AgentOperation("failing")
  suspend fun failing(goal: String): String {
    delay(2)
    throw IllegalStateException(ask(goal))
  }

  @AgentOperation("down")
  suspend fun down(depth: Int): Int = if (depth == 0) 0 else down(depth - 1) + ask("a").length
}

fun main(arguments: Array<String>) {
  val client = OpenAIOkHttpClient.builder().baseUrl(arguments[0] + "/v1").apiKey("none").build()
  val app = KotlinApp(client)
  arguments.drop(1).forEach { println("$it: ${app.go(it)}") }
  exitProcess(0)
}
