package dev.fulgurite.exporter.bus;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A handler that keeps what it is told. */
final class Recorder implements EventHandler {
  final List<BusEvent> events = new CopyOnWriteArrayList<>();

  @Override
  public void handle(BusEvent event) {
    events.add(event);
  }

  List<String> types() {
    return events.stream().map(event -> event.type().word()).toList();
  }
}
