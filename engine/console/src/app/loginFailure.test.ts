import { describe, expect, it } from 'vitest';
import { en } from '../i18n/en';
import { zh } from '../i18n/zh';
import { LOGIN_FAILURES, readLoginFailure } from './loginFailure';

describe('login failures', () => {
  it('address_ofEachReason_isSaidInBothLanguages', () => {
    for (const failure of LOGIN_FAILURES) {
      expect(readLoginFailure(`#login-failed=${failure}`)).toBe(failure);
      expect(en.loginRefused[failure]).not.toBe('');
      expect(zh.loginRefused[failure]).not.toBe('');
    }
  });

  it('address_ofSomethingElse_isNone', () => {
    for (const hash of ['', '#', '#login-failed=', '#login-failed=<b>', '#first-admin=no-role']) {
      expect(readLoginFailure(hash)).toBeNull();
    }
  });
});
