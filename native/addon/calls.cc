// SPDX-License-Identifier: Apache-2.0
// Single calls, timed natively.
#include <string>

#include "arguments.h"
#include "core.h"
#include "errors.h"
#include "topics.h"

// Opened by the first timed call and kept, since it holds a second process to pull from. One for
// each thread that loads the addon, and gone with its environment: a worker that ends must not
// take another's.
class TimedCalls {
 public:
  ~TimedCalls() { End(); }

  single_calls *Open(Napi::Env env) {
    if (!open_) Checked(env, single_calls_open(&calls_));
    open_ = true;
    return &calls_;
  }

  void End() {
    if (open_) single_calls_close(&calls_);
    open_ = false;
  }

 private:
  single_calls calls_;
  bool open_ = false;
};

static bool CallIsKnown(const std::string &name) {
  for (size_t i = 0; single_calls_list[i] != nullptr; i++)
    if (name == single_calls_list[i]->name) return true;
  return false;
}

static Napi::Value TimeCall(const Napi::CallbackInfo &info) {
  Napi::Env env = info.Env();
  const std::string name = ReadString(info[0], "name");
  const int64_t group = ReadInteger(info[1], "group", SINGLE_CALL_GROUP_MIN, SINGLE_CALL_GROUP_MAX);
  if (!CallIsKnown(name)) ThrowWrongValue(env, "name is unknown; singleCalls() lists them");
  single_calls *calls = env.GetInstanceData<TimedCalls>()->Open(env);
  uint64_t ns = 0;
  Checked(env, single_calls_time(calls, name.c_str(), static_cast<size_t>(group), &ns));
  return Napi::Number::New(env, static_cast<double>(ns));
}

static Napi::Value EndTimedCalls(const Napi::CallbackInfo &info) {
  info.Env().GetInstanceData<TimedCalls>()->End();
  return info.Env().Undefined();
}

void AddCalls(Napi::Env env, Napi::Object exports) {
  env.SetInstanceData(new TimedCalls());
  AddFunction(exports, "timeCall", TimeCall);
  AddFunction(exports, "endTimedCalls", EndTimedCalls);
}
