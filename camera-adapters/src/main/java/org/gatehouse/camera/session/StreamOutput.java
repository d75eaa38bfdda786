package org.gatehouse.camera.session;

import org.gatehouse.camera.rtp.CodedAudio;
import org.gatehouse.camera.rtp.CodedPicture;
import org.gatehouse.contract.camera.CameraNotice;
import org.gatehouse.contract.media.StreamMemory;

/** Takes what the depacketizers of a session put together. */
interface StreamOutput {
  /** Where pictures are put together. */
  StreamMemory memory();

  void picture(CodedPicture picture);

  void audio(CodedAudio audio);

  /** A notice of the camera that came at {@code nanos}, monotonic. */
  void notice(CameraNotice.Topic topic, String source, boolean active, long nanos);
}
