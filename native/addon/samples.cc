// SPDX-License-Identifier: Apache-2.0
// The sample log: make one, and copy its columns out.
#include "arguments.h"
#include "core.h"
#include "errors.h"
#include "owned_number.h"
#include "topics.h"

static constexpr int64_t kCapacityMax = int64_t{2} * TRANSFERS_MAX;  // warm-up and recorded ones

static size_t ReadCapacity(Napi::Value value) {
  return static_cast<size_t>(ReadInteger(value, "capacity", 1, kCapacityMax));
}

static Napi::Value SampleLogBytes(const Napi::CallbackInfo &info) {
  const size_t bytes = sample_log_bytes(ReadCapacity(info[0]));
  return Napi::Number::New(info.Env(), static_cast<double>(bytes));
}

static Napi::Value SampleLogCreate(const Napi::CallbackInfo &info) {
  return GiveNumber(info.Env(), Checked(info.Env(), sample_log_create(ReadCapacity(info[0]))));
}

static Napi::Value ReadSamples(const Napi::CallbackInfo &info) {
  Napi::Env env = info.Env();
  const int samples = ReadFd(info[0], "samples");
  const size_t capacity = ReadCapacity(info[1]);
  // Before anything is allocated: the capacity may be a mistake of gigabytes.
  Checked(env, sample_log_check(samples, capacity));
  Napi::Object columns = Napi::Object::New(env);
  for (int i = 0; i < INSTANT_COUNT; i++) {
    Napi::BigUint64Array column = Napi::BigUint64Array::New(env, capacity);
    Checked(env, sample_log_read(samples, capacity, static_cast<instant>(i), column.Data()));
    columns.Set(instant_names[i], column);
  }
  return columns;
}

void AddSamples(Napi::Env, Napi::Object exports) {
  AddFunction(exports, "sampleLogBytes", SampleLogBytes);
  AddFunction(exports, "sampleLogCreate", SampleLogCreate);
  AddFunction(exports, "readSamples", ReadSamples);
}
