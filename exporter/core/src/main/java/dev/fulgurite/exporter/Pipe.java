package dev.fulgurite.exporter;

/** The parts that a processor's worker shares with its helpers. */
record Pipe(
    ProcessorSettings settings,
    Endpoints endpoints,
    DeliveryLedger ledger,
    Actions actions,
    Warnings warnings,
    Pressure pressure) {}
