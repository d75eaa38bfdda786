package org.gatehouse.contract.vision;

/**
 * Workers that another machine lends.
 *
 * @param host name or address, which its certificate must be for
 * @param workers that have lanes there; a spare comes on top
 * @param cores of that machine that they share; 0: as many as there are
 */
public record RemoteWorkers(String host, int port, int workers, double cores) {}
