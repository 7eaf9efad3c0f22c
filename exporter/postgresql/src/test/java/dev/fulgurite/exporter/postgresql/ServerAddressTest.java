package dev.fulgurite.exporter.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.exporter.store.StoreException;
import org.junit.jupiter.api.Test;

class ServerAddressTest {
  @Test
  void parse_takesWhatTheDriverTakes() {
    ServerAddress address = ServerAddress.parse("//db.example:5433/traces?user=u&password=secret");

    assertThat(address.jdbcUrl())
        .isEqualTo("jdbc:postgresql://db.example:5433/traces?user=u&password=secret");
    assertThat(address.user()).isNull();
  }

  @Test
  void parse_takesTheLoginBeforeTheHost() {
    ServerAddress address = ServerAddress.parse("//me:p%40ss+word@db/traces?ssl=true");

    assertThat(address.jdbcUrl()).isEqualTo("jdbc:postgresql://db/traces?ssl=true");
    assertThat(address.properties())
        .containsEntry("user", "me")
        .containsEntry("password", "p@ss+word");
  }

  @Test
  void parse_refuses_whenTheLoginHasNoHostBehindIt() {
    assertThatThrownBy(() -> ServerAddress.parse("me@db"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("postgresql://USER@HOST/DB");
  }

  @Test
  void toString_keepsSecrets() {
    assertThat(ServerAddress.parse("//u:secret@db/traces?password=secret"))
        .hasToString("postgresql://db/traces");
  }
}
