package org.gatehouse.bench.clip;

import java.util.List;
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

  /** A yard seen by a camera that stands still; things pass through it. */
  YARD(NalCodec.H264, Graph.yard(320, 180) + "," + Graph.strongNoise(7)),

  /** No light: only the sensor's noise. */
  YARD_BLACK(NalCodec.H264, "color=black:s=1280x720:r=25,noise=all_seed=3:alls=4:allf=t"),

  /** The yard out of focus. */
  YARD_BLURRED(NalCodec.H264, Graph.yard(320, 180) + ",gblur=sigma=6," + Graph.strongNoise(13)),

  /** Something hangs before nine tenths of the yard. */
  YARD_BLOCKED(
      NalCodec.H264,
      Graph.yard(320, 180)
          + ",drawbox=x=0:y=0:w=1152:h=720:color=0x58544e:t=fill,"
          + Graph.strongNoise(17)),

  /** The camera was turned by a fifth of the picture. */
  YARD_MOVED(NalCodec.H264, Graph.yard(580, 290) + "," + Graph.strongNoise(19)),

  /** Far too much light in the yard. */
  YARD_OVER_EXPOSED(
      NalCodec.H264,
      Graph.yard(320, 180)
          + ",lutyuv=y='min(235,val*2+100)':u='128+(val-128)/4':v='128+(val-128)/4',"
          + Graph.strongNoise(29)),

  /** The street, each picture with its number in a row of black and white cells. */
  NUMBERED(NalCodec.H264, Graph.STREET + "," + NumberCells.graph()),

  /** The same in a quarter of the size, for smaller streams. */
  NUMBERED_SMALL(NalCodec.H264, Graph.STREET + ",scale=480:270," + NumberCells.graph());

  /** What can become of the yard. */
  public static final List<ClipScene> SPOILT_YARDS =
      List.of(YARD_BLACK, YARD_BLURRED, YARD_BLOCKED, YARD_MOVED, YARD_OVER_EXPOSED);

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

    /** A part of a larger picture that stands still, and two things that pass. */
    static String yard(int left, int top) {
      String ground =
          "testsrc2=s=1920x1080:r=25,crop=1280:720:" + left + ":" + top + "," + FREEZE + "[ground]";
      String van = "color=0x7a2a20:s=240x130:r=25[van]";
      String walker = "color=0x203a60:s=40x110:r=25[walker]";
      return ground
          + ";"
          + van
          + ";"
          + walker
          + ";[ground][van]overlay=x='mod(t*90,1700)-300':y=430[passing]"
          + ";[passing][walker]overlay=x='1300-mod(t*35,1500)':y=300";
    }

    static String strongNoise(int seed) {
      return "noise=all_seed=" + seed + ":alls=10:allf=t";
    }
  }
}
