/**
 * Who may do what: roles, rights and scopes, and the port to the store of users and tokens. Plain
 * values; depends on the JDK only. Start at {@link org.gatehouse.contract.access.Role} and {@link
 * org.gatehouse.contract.access.AccountStore}.
 */
@NullMarked
package org.gatehouse.contract.access;

import org.jspecify.annotations.NullMarked;
