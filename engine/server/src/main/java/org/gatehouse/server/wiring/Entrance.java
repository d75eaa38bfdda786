package org.gatehouse.server.wiring;

import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.storage.StorageProvider;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.server.Installed;
import org.gatehouse.server.access.Accounts;
import org.gatehouse.server.access.CommandToken;
import org.gatehouse.server.access.Passwords;
import org.gatehouse.server.audit.AuditLog;
import org.gatehouse.server.audit.HeadKeeper;
import org.gatehouse.server.config.OidcConfig;
import org.gatehouse.server.config.SiteConfig;
import org.gatehouse.server.http.AccessParts;
import org.gatehouse.server.http.Reach;
import org.gatehouse.server.oidc.OidcLogin;
import org.gatehouse.server.sitekey.SiteKey;
import org.gatehouse.server.tls.ServerCertificate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who may come in, by which certificate, and what is noted of that. Used while starting. */
final class Entrance {
  private static final Logger log = LoggerFactory.getLogger(Entrance.class);

  /** Of an access token that takes ages to guess, if it is random. */
  private static final int GOOD_LENGTH = 16;

  private final SiteConfig config;
  private final Ticker ticker;
  private final Started started;

  Entrance(SiteConfig config, Ticker ticker, Started started) {
    this.config = config;
    this.ticker = ticker;
    this.started = started;
  }

  AuditLog audit() {
    return started.use(
        "audit log",
        new AuditLog(
            Installed.one(StorageProvider.class).audit(config.place()),
            HeadKeeper.in(config.data(), SiteKey.in(config.data())),
            ticker));
  }

  /** Null if it is not encrypted. */
  @Nullable ServerCertificate certificate() {
    if (!config.server().encrypted()) {
      return null;
    }
    ServerCertificate certificate = Certificates.of(config);
    log.info(
        "HTTPS with {}, SHA-256 {}",
        certificate.own() ? certificate.chain() : "a certificate of its own",
        certificate.fingerprint());
    return certificate;
  }

  AccessParts access(SecurityAlarms security) {
    Secret token = config.server().accessToken();
    if (token != null && token.reveal().length() < GOOD_LENGTH) {
      log.warn(
          "server.access-token has fewer than {} characters: who guesses it may do everything; make"
              + " a random one, such as of 'head -c 24 /dev/urandom | base64'",
          GOOD_LENGTH);
    }
    Accounts accounts =
        started.use(
            "users",
            new Accounts(
                Installed.one(StorageProvider.class).accounts(config.place()),
                new Passwords(),
                ticker));
    AccessParts opened =
        AccessParts.of(
                config.site(), token, config.server().loginRequired(), accounts, security::locked)
            .with(openOidc())
            .reachedBy(Reach.of(config.server().publicUrl(), config.server().trustedProxies()));
    CommandToken.write(config.data(), opened.commandToken());
    return opened;
  }

  private @Nullable OidcLogin openOidc() {
    OidcConfig oidc = config.server().oidc();
    return oidc == null
        ? null
        : started.use(
            "oidc", OidcLogin.open(oidc, config.site(), config.server().publicUrl(), ticker));
  }
}
