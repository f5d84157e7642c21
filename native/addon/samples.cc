// SPDX-License-Identifier: Apache-2.0
// The sample log: make one, and copy its columns out.
#include <cstring>

#include "arguments.h"
#include "core.h"
#include "errors.h"
#include "topics.h"

static constexpr int64_t kCapacityMax = 20'000'000;

static Napi::Value SampleLogBytes(const Napi::CallbackInfo &info) {
  int64_t capacity;
  if (!ReadInteger(info[0], "capacity", 1, kCapacityMax, &capacity)) return info.Env().Undefined();
  size_t bytes = sample_log_bytes(static_cast<size_t>(capacity));
  return Napi::Number::New(info.Env(), static_cast<double>(bytes));
}

static Napi::Value SampleLogCreate(const Napi::CallbackInfo &info) {
  int64_t capacity;
  if (!ReadInteger(info[0], "capacity", 1, kCapacityMax, &capacity)) return info.Env().Undefined();
  return NumberOrThrow(info.Env(), sample_log_create(static_cast<size_t>(capacity)));
}

// Copies, since a mapping would outlive the descriptor that its owner closes.
static Napi::Value ReadSamples(const Napi::CallbackInfo &info) {
  Napi::Env env = info.Env();
  int fd;
  int64_t capacity;
  if (!ReadFd(info[0], "samples", &fd) ||
      !ReadInteger(info[1], "capacity", 1, kCapacityMax, &capacity))
    return env.Undefined();
  size_t count = static_cast<size_t>(capacity);
  sample_log log;
  int code = sample_log_map(fd, count, &log);
  if (code < 0) return ThrowCode(env, code);
  Napi::Object columns = Napi::Object::New(env);
  for (int instant = 0; instant < INSTANT_COUNT && !env.IsExceptionPending(); instant++) {
    Napi::BigUint64Array column = Napi::BigUint64Array::New(env, count);
    if (env.IsExceptionPending()) break;
    memcpy(column.Data(), log.columns[instant], count * sizeof(uint64_t));
    columns.Set(instant_names[instant], column);
  }
  sample_log_unmap(&log);
  return columns;
}

void AddSamples(Napi::Env env, Napi::Object exports) {
  exports.Set("sampleLogBytes", Napi::Function::New(env, SampleLogBytes, "sampleLogBytes"));
  exports.Set("sampleLogCreate", Napi::Function::New(env, SampleLogCreate, "sampleLogCreate"));
  exports.Set("readSamples", Napi::Function::New(env, ReadSamples, "readSamples"));
}
