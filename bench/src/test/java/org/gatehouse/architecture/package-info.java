/**
 * Tests of the product as a whole: the walls between its modules and packages, what each process
 * can load, and the boundary of what an event about a person may say. They see every module. Start
 * at {@link org.gatehouse.architecture.Walls} and {@link org.gatehouse.architecture.JoinTest}.
 */
@NullMarked
package org.gatehouse.architecture;

import org.jspecify.annotations.NullMarked;
