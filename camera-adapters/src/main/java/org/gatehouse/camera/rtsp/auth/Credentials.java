package org.gatehouse.camera.rtsp.auth;

import org.gatehouse.contract.config.Secret;

/** A user name and its password. */
public record Credentials(String username, Secret password) {}
