package org.gatehouse.bench.clip;

import java.util.Locale;
import org.gatehouse.camera.packing.NalCodec;

/** What a clip shows, as a source for ffmpeg; 720p where not said, 25 pictures a second. */
public enum ClipScene {
  /** Things move, the light is good. */
  STREET(NalCodec.H264, Graph.STREET + "," + Graph.strongNoise(7)),

  /** The same as {@link #STREET}, for cameras that code H.265. */
  STREET_H265(NalCodec.H265, Graph.STREET + "," + Graph.strongNoise(11)),

  /** Nothing to see but the sensor's noise: still, yet alive. */
  NIGHT(NalCodec.H264, "color=0x18191c:s=1280x720:r=25," + Graph.strongNoise(23)),

  /** Nothing moves but the clock laid over it, and weak noise: still, yet alive. */
  CORRIDOR(NalCodec.H264, Graph.ROOM + "," + Graph.CLOCK + ",noise=all_seed=5:alls=3:allf=t"),

  /** The street frozen: one picture, noise and all, coded again and again. */
  STILL(NalCodec.H264, Graph.STREET + "," + Graph.strongNoise(7) + "," + Graph.FREEZE),

  /** The street frozen under a clock that runs. */
  STILL_CLOCK(
      NalCodec.H264,
      Graph.STREET + "," + Graph.strongNoise(7) + "," + Graph.FREEZE + "," + Graph.CLOCK),

  /** The street, each picture with its number in a row of black and white cells. */
  NUMBERED(NalCodec.H264, Graph.STREET + "," + NumberCells.graph()),

  /** The same in a quarter of the size, for smaller streams. */
  NUMBERED_SMALL(NalCodec.H264, Graph.STREET + ",scale=480:270," + NumberCells.graph());

  private final NalCodec codec;
  private final String graph;

  ClipScene(NalCodec codec, String graph) {
    this.codec = codec;
    this.graph = graph;
  }

  /** How it is coded. */
  public NalCodec codec() {
    return codec;
  }

  /** The libavfilter graph; {@code %FONT%} stands for a font's file. */
  String graph() {
    return graph;
  }

  /** For a file's name and for people. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Pieces of filter graphs. */
  private static final class Graph {
    static final String STREET =
        "testsrc2=s=1920x1080:r=25,crop=1280:720:x='320+300*sin(t/7)':y='180+150*sin(t/11)'";
    static final String FREEZE = "loop=loop=-1:size=1,setpts=N/25/TB";
    static final String ROOM = "gradients=s=1280x720:r=25:seed=4:nb_colors=5," + FREEZE;
    static final String CLOCK =
        "drawtext=fontfile=%FONT%:text='%{pts\\:hms}':fontsize=36:fontcolor=white:x=30:y=24";

    private Graph() {}

    static String strongNoise(int seed) {
      return "noise=all_seed=" + seed + ":alls=10:allf=t";
    }
  }
}
