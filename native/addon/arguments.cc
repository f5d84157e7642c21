// SPDX-License-Identifier: Apache-2.0
// Argument checks.
#include "arguments.h"

#include <cmath>
#include <limits>

static constexpr int64_t kIntMax = std::numeric_limits<int32_t>::max();

[[noreturn]] static void ThrowWithCode(Napi::Error error, const char *code) {
  error.Set("code", code);
  throw error;
}

static const char *TypeName(Napi::Value value) {
  switch (value.Type()) {
    case napi_undefined: return "undefined";
    case napi_null: return "null";
    case napi_boolean: return "a boolean";
    case napi_number: return "a number";
    case napi_string: return "a string";
    case napi_symbol: return "a symbol";
    case napi_object: return value.IsArray() ? "an array" : "an object of another kind";
    case napi_function: return "a function";
    case napi_bigint: return "a bigint";
    default: return "something else";
  }
}

void ThrowWrongType(Napi::Value value, const std::string &what, const std::string &expected) {
  const std::string sentence = what + " must be " + expected + ", not " + TypeName(value);
  ThrowWithCode(Napi::TypeError::New(value.Env(), sentence), "ERR_INVALID_ARG_TYPE");
}

void ThrowWrongValue(Napi::Env env, const std::string &sentence) {
  ThrowWithCode(Napi::TypeError::New(env, sentence), "ERR_INVALID_ARG_VALUE");
}

void ThrowOutOfRange(Napi::Env env, const std::string &sentence) {
  ThrowWithCode(Napi::RangeError::New(env, sentence), "ERR_OUT_OF_RANGE");
}

int64_t ReadInteger(Napi::Value value, const std::string &what, int64_t min, int64_t max) {
  if (!value.IsNumber()) ThrowWrongType(value, what, "a number");
  const double number = value.As<Napi::Number>().DoubleValue();
  // NaN compares false with everything, so it does not fit either.
  const bool fits = number >= static_cast<double>(min) && number <= static_cast<double>(max);
  if (!fits || std::trunc(number) != number)
    ThrowOutOfRange(value.Env(), what + " must be a whole number from " + std::to_string(min) +
                                     " to " + std::to_string(max) + ", not " +
                                     value.ToString().Utf8Value());
  return static_cast<int64_t>(number);
}

int ReadFd(Napi::Value value, const std::string &what) {
  return static_cast<int>(ReadInteger(value, what, 0, kIntMax));
}

int ReadPid(Napi::Value value, const std::string &what) {
  return static_cast<int>(ReadInteger(value, what, 1, kIntMax));
}

bool ReadBoolean(Napi::Value value, const std::string &what) {
  if (!value.IsBoolean()) ThrowWrongType(value, what, "true or false");
  return value.As<Napi::Boolean>().Value();
}

unsigned ReadFlags(Napi::Value value, const std::string &what) {
  if (value.IsUndefined()) return 0;
  return static_cast<unsigned>(ReadInteger(value, what, 0, std::numeric_limits<uint32_t>::max()));
}

std::string ReadString(Napi::Value value, const std::string &what) {
  if (!value.IsString()) ThrowWrongType(value, what, "a string");
  const std::string text = value.As<Napi::String>().Utf8Value();
  if (text.find('\0') != std::string::npos)
    ThrowWrongValue(value.Env(), what + " must not contain a NUL character");
  return text;
}

Napi::Object ReadObject(Napi::Value value, const std::string &what) {
  if (!value.IsObject()) ThrowWrongType(value, what, "an object");
  return value.As<Napi::Object>();
}

size_t ReadFds(Napi::Value value, const std::string &what, int *ret_fds, size_t capacity,
               const char *reason) {
  if (!value.IsArray()) ThrowWrongType(value, what, "an array of descriptor numbers");
  const Napi::Array numbers = value.As<Napi::Array>();
  // Asked once: a getter among the elements may change the length, but not the room that we have.
  const size_t count = numbers.Length();
  if (count > capacity)
    ThrowOutOfRange(value.Env(), what + " must hold at most " + std::to_string(capacity) +
                                     " descriptors: " + reason);
  for (uint32_t i = 0; i < count; i++)
    ret_fds[i] = ReadFd(numbers.Get(i), what + "[" + std::to_string(i) + "]");
  return count;
}

Bytes ReadBytes(Napi::Value value, const std::string &what) {
  if (!value.IsTypedArray() || value.As<Napi::TypedArray>().TypedArrayType() != napi_uint8_array)
    ThrowWrongType(value, what, "a Buffer or Uint8Array");
  const Napi::Uint8Array bytes = value.As<Napi::Uint8Array>();
  return {bytes.Data(), bytes.ByteLength()};
}
