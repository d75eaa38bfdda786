package org.gatehouse.camera.simulator.fleet;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.gatehouse.camera.transport.Futures;
import org.gatehouse.camera.transport.IoThreads;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Cameras that all run on one event loop and one tick. Thread-safe.
 *
 * <pre>{@code
 * try (var fleet = CameraFleet.start(Ticker.system())) {
 *   URI url = fleet.add(script);
 *   fleet.fault("cam001", new FleetFault.Stall());
 * }
 * }</pre>
 */
public final class CameraFleet implements AutoCloseable {
  private static final long TICK_MILLIS = 10;
  private static final int HIGH_WATER = 2 * 1024 * 1024;
  private static final long NTP_OFFSET_SECONDS = 2_208_988_800L;
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long REBIND_MILLIS = 100;

  private final IoThreads threads = IoThreads.start("fleet", 1);
  private final EventLoop loop = threads.next();
  private final Ticker ticker;

  // Owned by the loop.
  private final Map<String, Member> members = new LinkedHashMap<>();
  private long clients;
  private long mostLateNanos;

  /** A camera and where it listens. */
  private static final class Member {
    final FleetCamera camera;
    InetSocketAddress address;
    @Nullable Channel server;

    Member(FleetCamera camera, InetSocketAddress address) {
      this.camera = camera;
      this.address = address;
    }
  }

  private CameraFleet(Ticker ticker) {
    this.ticker = ticker;
    Futures.forget(
        loop.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS));
  }

  /** Starts without cameras. */
  public static CameraFleet start(Ticker ticker) {
    return new CameraFleet(ticker);
  }

  private void tick() {
    long now = ticker.nanos();
    long ntp = ntp(ticker.epochMicros());
    for (Member member : members.values()) {
      mostLateNanos = Math.max(mostLateNanos, member.camera.tick(now, ntp));
    }
  }

  private static long ntp(long epochMicros) {
    long seconds = Math.floorDiv(epochMicros, MICROS_PER_SECOND);
    long fraction = (Math.floorMod(epochMicros, MICROS_PER_SECOND) << 32) / MICROS_PER_SECOND;
    return ((seconds + NTP_OFFSET_SECONDS) << 32) + fraction;
  }

  /**
   * Adds a camera.
   *
   * @return where it is found
   * @throws IOException if its address cannot be bound
   */
  public URI add(FleetScript script) throws IOException {
    int number = onLoop(members::size);
    long interval = TimeUnit.SECONDS.toNanos(1) / script.clip().framesPerSecond();
    // The golden ratio spreads any number of cameras evenly over one interval.
    long phase = (long) (interval * (number * 0.618033988749895 % 1));
    Member member =
        new Member(new FleetCamera(script, number, ticker.nanos() + phase), script.address());
    ChannelFuture bound = bind(member).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          "camera " + script.id() + " cannot listen on " + script.address(), bound.cause());
    }
    member.server = bound.channel();
    member.address = (InetSocketAddress) bound.channel().localAddress();
    onLoop(() -> members.put(script.id(), member));
    return URI.create(
        "rtsp://%s:%d/%s"
            .formatted(
                member.address.getAddress().getHostAddress(),
                member.address.getPort(),
                script.id()));
  }

  private ChannelFuture bind(Member member) {
    return threads
        .server()
        .option(ChannelOption.SO_BACKLOG, 16)
        .childOption(
            ChannelOption.WRITE_BUFFER_WATER_MARK,
            new WriteBufferWaterMark(HIGH_WATER / 2, HIGH_WATER))
        .childHandler(
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel channel) {
                channel.pipeline().addLast(new FleetConnection(member.camera, channel, ++clients));
              }
            })
        .bind(member.address);
  }

  /**
   * Makes a camera do something wrong, or well again.
   *
   * @throws IllegalArgumentException if there is no such camera, or it cannot do that
   */
  public void fault(String id, FleetFault fault) {
    onLoop(
        () -> {
          Member member = members.get(id);
          if (member == null) {
            throw new IllegalArgumentException("there is no camera " + id);
          }
          member.camera.fault(fault);
          if (fault instanceof FleetFault.Reboot reboot) {
            reboot(member, reboot.down().toMillis());
          }
          return null;
        });
  }

  private void reboot(Member member, long downMillis) {
    if (member.server != null) {
      Futures.forget(member.server.close());
      member.server = null;
      Futures.forget(loop.schedule(() -> comeBack(member), downMillis, TimeUnit.MILLISECONDS));
    }
  }

  private void comeBack(Member member) {
    ChannelFuture binding = bind(member);
    Futures.forget(
        binding.addListener(
            outcome -> {
              if (outcome.isSuccess()) {
                member.server = binding.channel();
                if (member.camera.fault() instanceof FleetFault.Reboot) {
                  member.camera.fault(new FleetFault.None());
                }
              } else {
                Futures.forget(
                    loop.schedule(() -> comeBack(member), REBIND_MILLIS, TimeUnit.MILLISECONDS));
              }
            }));
  }

  /** While true, no camera sends media; their clocks run on. */
  public void pause(boolean paused) {
    onLoop(
        () -> {
          members.values().forEach(member -> member.camera.pause(paused));
          return null;
        });
  }

  /** What each camera has seen and sent, in the order they were added. */
  public List<CameraCount> counts() {
    return onLoop(
        () -> {
          List<CameraCount> counts = new ArrayList<>();
          members.forEach((id, m) -> counts.add(m.camera.counters().snapshot(id)));
          return counts;
        });
  }

  /** By how much the latest picture since the last question was late, in milliseconds. */
  public long takeMostLateMillis() {
    return onLoop(
        () -> {
          long millis = TimeUnit.NANOSECONDS.toMillis(mostLateNanos);
          mostLateNanos = 0;
          return millis;
        });
  }

  private <T extends @Nullable Object> T onLoop(Callable<T> work) {
    try {
      return loop.submit(work).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking the fleet", e);
    } catch (java.util.concurrent.ExecutionException e) {
      throw e.getCause() instanceof IllegalArgumentException refused
          ? refused
          : new IllegalStateException("the fleet failed", e.getCause());
    }
  }

  /** Closes all connections and ends the event loop. */
  @Override
  public void close() {
    threads.close();
  }
}
