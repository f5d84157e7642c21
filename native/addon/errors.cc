// SPDX-License-Identifier: Apache-2.0
// Core codes into JavaScript errors.
#include "errors.h"

#include "core.h"

void ThrowCode(Napi::Env env, int code) {
  const char *operation = failed_operation();
  Napi::Error error = Napi::Error::New(env, error_sentence(operation, code));
  error.Set("code", Napi::String::New(env, error_name(code)));
  error.Set("syscall", Napi::String::New(env, operation));
  error.Set("errno", Napi::Number::New(env, code));
  throw error;
}

int Checked(Napi::Env env, int value_or_code) {
  if (value_or_code < 0) ThrowCode(env, value_or_code);
  return value_or_code;
}
