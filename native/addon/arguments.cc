// SPDX-License-Identifier: Apache-2.0
// Argument checks.
#include "arguments.h"

#include <cmath>
#include <cstdint>
#include <limits>

static bool ThrowType(Napi::Env env, const std::string &sentence) {
  Napi::TypeError::New(env, sentence).ThrowAsJavaScriptException();
  return false;
}

bool ReadInteger(const Napi::Value &value, const char *what, int64_t min, int64_t max,
                 int64_t *ret) {
  Napi::Env env = value.Env();
  if (!value.IsNumber()) return ThrowType(env, std::string(what) + " must be a number");
  double number = value.As<Napi::Number>().DoubleValue();
  if (std::isnan(number) || std::trunc(number) != number)
    return ThrowType(env, std::string(what) + " must be a whole number");
  if (number < static_cast<double>(min) || number > static_cast<double>(max)) {
    Napi::RangeError::New(env, std::string(what) + " must be from " + std::to_string(min) + " to " +
                                   std::to_string(max))
        .ThrowAsJavaScriptException();
    return false;
  }
  *ret = static_cast<int64_t>(number);
  return true;
}

bool ReadFd(const Napi::Value &value, const char *what, int *ret) {
  int64_t number;
  if (!ReadInteger(value, what, 0, std::numeric_limits<int>::max(), &number)) return false;
  *ret = static_cast<int>(number);
  return true;
}

bool ReadOptionalInt(const Napi::Value &value, const char *what, int min, int max, int fallback,
                     int *ret) {
  int64_t number = fallback;
  if (!value.IsUndefined() && !ReadInteger(value, what, min, max, &number)) return false;
  *ret = static_cast<int>(number);
  return true;
}

bool ReadString(const Napi::Value &value, const char *what, std::string *ret) {
  if (!value.IsString()) return ThrowType(value.Env(), std::string(what) + " must be a string");
  *ret = value.As<Napi::String>().Utf8Value();
  if (ret->find('\0') != std::string::npos)
    return ThrowType(value.Env(), std::string(what) + " must not contain a NUL character");
  return true;
}
