package dev.fulgurite.agent.bridge;

import dev.fulgurite.agent.boundary.AgentSide;
import dev.fulgurite.agent.boundary.Attribute;
import dev.fulgurite.agent.boundary.EndedSpan;
import dev.fulgurite.agent.boundary.SinkSpan;
import dev.fulgurite.agent.boundary.SpanLink;
import dev.fulgurite.agent.boundary.SpanRequest;
import dev.fulgurite.agent.boundary.SpanSink;
import dev.fulgurite.agent.boundary.SpanTap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An agent's side that keeps what it is told. */
final class RecordingSink implements SpanSink, SpanTap {
  final List<Recorded> spans = new ArrayList<>();
  final List<EndedSpan> tapped = new ArrayList<>();
  boolean flushes = true;

  @Override
  public SinkSpan start(SpanRequest request) {
    Recorded span = new Recorded(request, spans.size() + 1);
    spans.add(span);
    return span;
  }

  @Override
  public boolean flush() {
    return flushes;
  }

  @Override
  public boolean isOn() {
    return true;
  }

  @Override
  public void ended(EndedSpan span) {
    tapped.add(span);
  }

  AgentSide alone() {
    return new AgentSide(this, () -> null, key -> false, this, false, false);
  }

  Recorded only() {
    if (spans.size() != 1) {
      throw new AssertionError(spans.size() + " spans");
    }
    return spans.get(0);
  }

  Recorded named(String name) {
    return spans.stream().filter(span -> span.name.equals(name)).findFirst().orElseThrow();
  }

  /** One span and all that happened to it. */
  static final class Recorded implements SinkSpan {
    final SpanRequest request;
    final List<String> events = new ArrayList<>();
    final List<SpanLink> links = new ArrayList<>();
    final Map<String, Object> attributes = new LinkedHashMap<>();
    String name;
    String status = "UNSET";
    long ended = -1;
    private final int number;

    Recorded(SpanRequest request, int number) {
      this.request = request;
      this.name = request.name();
      this.number = number;
      links.addAll(request.links());
      setAttributes(request.attributes());
      attributes.putAll(request.session());
    }

    @Override
    public String traceId() {
      return request.parent() == null ? "%032x".formatted(number) : request.parent().traceId();
    }

    @Override
    public String spanId() {
      return "%016x".formatted(number);
    }

    @Override
    public byte traceFlags() {
      return 1;
    }

    @Override
    public Map<String, String> traceState() {
      return request.parent() == null ? Map.of() : request.parent().traceState();
    }

    @Override
    public boolean isRecording() {
      return ended < 0;
    }

    @Override
    public void setAttributes(List<Attribute> added) {
      added.forEach(attribute -> attributes.put(attribute.key(), attribute.value()));
    }

    @Override
    public void addEvent(String event, List<Attribute> added, long epochNanos) {
      events.add(event + '@' + epochNanos);
    }

    @Override
    public void recordException(Throwable thrown, List<Attribute> added) {
      events.add("exception:" + thrown.getMessage());
    }

    @Override
    public void addLink(SpanLink link) {
      links.add(link);
    }

    @Override
    public void setStatus(String code, String description) {
      status = code + ':' + description;
    }

    @Override
    public void updateName(String updated) {
      name = updated;
    }

    @Override
    public void end(long epochNanos) {
      ended = epochNanos;
    }
  }
}
