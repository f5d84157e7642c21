// SPDX-License-Identifier: Apache-2.0
// Core codes into JavaScript errors.
#include "errors.h"

#include "core.h"

Napi::Error ErrorOf(Napi::Env env, int code, const char *operation) {
  Napi::Error error = Napi::Error::New(env, error_sentence(operation, code));
  error.Set("code", Napi::String::New(env, error_name(code)));
  error.Set("syscall", Napi::String::New(env, operation));
  error.Set("errno", Napi::Number::New(env, code));
  return error;
}

void ThrowCode(Napi::Env env, int code) { throw ErrorOf(env, code, failed_operation()); }

int Checked(Napi::Env env, int value_or_code) {
  if (value_or_code < 0) ThrowCode(env, value_or_code);
  return value_or_code;
}
