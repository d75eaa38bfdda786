/**
 * {@code gatehouse doctor}: what on this machine would keep the engine from working, and what to do
 * about it. One class per kind of check; everything runs on the main thread, every program that is
 * asked has a time limit. Start at {@link org.gatehouse.server.cli.doctor.DoctorCommand}.
 */
@NullMarked
package org.gatehouse.server.cli.doctor;

import org.jspecify.annotations.NullMarked;
