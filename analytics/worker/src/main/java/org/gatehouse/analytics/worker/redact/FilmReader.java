package org.gatehouse.analytics.worker.redact;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import java.io.IOException;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Reads segments one after the other and decodes their pictures. Of what lies before the wanted
 * time only the last group of pictures is decoded. One thread.
 */
public final class FilmReader {
  private final List<FilmFile> files;
  private final long fromMicros;
  private final long toMicros;
  private long damaged;

  /**
   * A film of segments in their order.
   *
   * @param fromMicros pictures from then on are told
   * @param toMicros pictures from then on are not
   */
  public FilmReader(List<FilmFile> files, long fromMicros, long toMicros) {
    this.files = files;
    this.fromMicros = fromMicros;
    this.toMicros = toMicros;
  }

  /** Reads all. */
  public void read(FilmSink sink) throws IOException {
    for (FilmFile file : files) {
      if (file.startMicros() < toMicros) {
        try (FileDemuxer demuxer = new FileDemuxer(file)) {
          read(demuxer, file, sink);
        }
      }
    }
  }

  /** Pictures that could not be decoded. */
  long damaged() {
    return damaged;
  }

  private void read(FileDemuxer demuxer, FilmFile file, FilmSink sink) throws IOException {
    AVCodecParameters video = demuxer.video();
    if (video == null) {
      throw new IOException("recording " + file.file() + " holds no video");
    }
    AVPacket packet = av_packet_alloc();
    try (PictureDecoder decoder = new PictureDecoder(video, file.file().toString());
        LeadIn before = new LeadIn(fromMicros)) {
      boolean more = true;
      while (more && demuxer.read(packet)) {
        AVCodecParameters sound = demuxer.sound();
        if (demuxer.isVideo(packet)) {
          more = packet.dts() < toMicros;
          video(packet, decoder, before, sink);
        } else if (sound != null && demuxer.isSound(packet)) {
          sink.sound(packet, sound);
        }
        av_packet_unref(packet);
      }
      decoder.send(null);
      tell(decoder, sink);
      damaged += decoder.damaged();
    } finally {
      av_packet_free(packet);
    }
  }

  private void video(AVPacket packet, PictureDecoder decoder, LeadIn before, FilmSink sink)
      throws IOException {
    if (before.holds(packet)) {
      return;
    }
    List<AVPacket> group = before.end();
    try {
      for (AVPacket early : group) {
        decoder.send(early);
        tell(decoder, sink);
      }
    } finally {
      group.forEach(early -> av_packet_free(early));
    }
    decoder.send(packet);
    tell(decoder, sink);
  }

  private void tell(PictureDecoder decoder, FilmSink sink) throws IOException {
    for (AVFrame frame = decoder.receive(); frame != null; frame = decoder.receive()) {
      long micros = frame.pts();
      if (micros != AV_NOPTS_VALUE && micros >= fromMicros && micros < toMicros) {
        sink.picture(frame, micros);
      }
    }
  }
}
