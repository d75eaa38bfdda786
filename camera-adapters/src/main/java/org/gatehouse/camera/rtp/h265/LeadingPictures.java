package org.gatehouse.camera.rtp.h265;

/**
 * Knows from where on pictures can be decoded, H.265 §8.1.3: decoding starts at a random access
 * picture; of the leading pictures that follow it, those that refer to what came before (RASL) can
 * be decoded only if decoding did not start right there. Not thread-safe.
 */
final class LeadingPictures {
  private boolean waiting = true;
  private boolean skipsRasl;

  /**
   * Takes the next picture.
   *
   * @param randomAccess whether it is one to start at
   * @param usable whether all of it is there
   */
  boolean decodable(int type, boolean randomAccess, boolean usable) {
    if (randomAccess) {
      skipsRasl = waiting || H265NalType.isBla(type);
      waiting = !usable;
      return usable;
    }
    return usable && !waiting && !(skipsRasl && H265NalType.isRasl(type));
  }
}
