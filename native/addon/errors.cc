// SPDX-License-Identifier: Apache-2.0
// Core codes into JavaScript errors.
#include "errors.h"

#include "core.h"

Napi::Value ThrowCode(Napi::Env env, int code) {
  const char *operation = failed_operation();
  Napi::Error error = Napi::Error::New(env, error_sentence(operation, code));
  error.Set("code", Napi::String::New(env, error_name(code)));
  error.Set("syscall", Napi::String::New(env, operation));
  error.Set("errno", Napi::Number::New(env, code));
  error.ThrowAsJavaScriptException();
  return env.Undefined();
}

Napi::Value NumberOrThrow(Napi::Env env, int value_or_code) {
  if (value_or_code < 0) return ThrowCode(env, value_or_code);
  return Napi::Number::New(env, value_or_code);
}

Napi::Value UndefinedOrThrow(Napi::Env env, int code) {
  return code < 0 ? ThrowCode(env, code) : env.Undefined();
}
