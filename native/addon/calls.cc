// SPDX-License-Identifier: Apache-2.0
// Single calls, timed natively.
#include <string>

#include "arguments.h"
#include "core.h"
#include "errors.h"
#include "topics.h"

// Opened by the first timed call and kept, since it holds a second process to pull from.
static single_calls calls;
static bool calls_are_open = false;

static void EndCalls() {
  if (calls_are_open) single_calls_close(&calls);
  calls_are_open = false;
}

static bool CallIsKnown(const std::string &name) {
  for (size_t i = 0; single_calls_list[i] != nullptr; i++)
    if (name == single_calls_list[i]->name) return true;
  return false;
}

static Napi::Value TimeCall(const Napi::CallbackInfo &info) {
  Napi::Env env = info.Env();
  std::string name;
  int64_t group;
  uint64_t ns = 0;
  if (!ReadString(info[0], "name", &name) ||
      !ReadInteger(info[1], "group", SINGLE_CALL_GROUP_MIN, SINGLE_CALL_GROUP_MAX, &group))
    return env.Undefined();
  if (!CallIsKnown(name)) {
    Napi::TypeError::New(env, "name is unknown; singleCalls() lists them")
        .ThrowAsJavaScriptException();
    return env.Undefined();
  }
  int code = calls_are_open ? 0 : single_calls_open(&calls);
  if (code < 0) return ThrowCode(env, code);
  calls_are_open = true;
  code = single_calls_time(&calls, name.c_str(), static_cast<size_t>(group), &ns);
  if (code < 0) return ThrowCode(env, code);
  return Napi::Number::New(env, static_cast<double>(ns));
}

static Napi::Value EndTimedCalls(const Napi::CallbackInfo &info) {
  EndCalls();
  return info.Env().Undefined();
}

void AddCalls(Napi::Env env, Napi::Object exports) {
  exports.Set("timeCall", Napi::Function::New(env, TimeCall, "timeCall"));
  exports.Set("endTimedCalls", Napi::Function::New(env, EndTimedCalls, "endTimedCalls"));
  env.AddCleanupHook(EndCalls);
}
