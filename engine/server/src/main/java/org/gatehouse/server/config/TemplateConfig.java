package org.gatehouse.server.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.gatehouse.contract.camera.CameraPolicy;
import org.gatehouse.contract.camera.Transport;
import org.gatehouse.contract.config.Describe;
import org.gatehouse.contract.config.Key;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.runtime.record.RecordPlan;
import org.jspecify.annotations.Nullable;

/** What cameras of one model have in common: keys of {@link CameraConfig} under a name. */
@Describe("Keys that cameras take over by naming this template; a camera's own keys win.")
public record TemplateConfig(
    @Describe("What cameras write under template.") String name,
    @Describe("Address of the smaller stream, if all share one.") @Nullable URI subUrl,
    @Describe("User name at the cameras.") @Nullable String username,
    @Describe("Password at the cameras, as env:NAME or file:PATH.") @Nullable Secret password,
    @Describe("How the video travels.") @Nullable Transport transport,
    @Describe("Whether sound is recorded too.") @Nullable Boolean audio,
    @Describe("Tolerances that these cameras need; see docs/cameras.md.")
        @Nullable List<CameraPolicy> policies,
    @Describe("Label of the network switch or cabinet they hang on.") @Key("switch")
        @Nullable String networkSwitch,
    @Describe("When they are recorded.") @Nullable RecordMode record,
    @Describe("Which of their streams are recorded.") @Nullable RecordStreams recordStreams,
    @Describe("Times for record: schedule.") @Nullable List<String> recordSchedule,
    @Describe("What counts for record: event.") @Nullable List<RecordTrigger> recordOn,
    @Describe("How much before an event is kept.") @Nullable Duration recordBefore,
    @Describe("How much after an event is kept.") @Nullable Duration recordAfter,
    @Describe("Who is left out first when a disk is too slow for all.")
        RecordPlan.@Nullable Priority recordPriority,
    @Describe("How long they are kept: a class of recording.retention, or a legal preset.")
        @Nullable String retention,
    @Describe("Whether streams stay open although they are neither recorded nor analysed.")
        @Nullable Boolean keepOpen,
    @Describe("Whether a picture that is of no use is an alarm.") @Nullable Boolean pictureHealth,
    @Describe("What to look for in the pictures.") @Nullable AnalyticsConfig analytics) {}
