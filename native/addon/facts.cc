// SPDX-License-Identifier: Apache-2.0
// What there is: mechanisms, kinds, calls; clock, build, CPUs and limits.
#include <algorithm>
#include <vector>

#include "arguments.h"
#include "core.h"
#include "errors.h"
#include "topics.h"

// Lists of core structs that have a name and a description and end with NULL.
template <typename Entry>
static Napi::Value ListOf(Napi::Env env, const Entry *const *entries) {
  Napi::Array list = Napi::Array::New(env);
  for (uint32_t i = 0; entries[i] != nullptr; i++) {
    Napi::Object entry = Napi::Object::New(env);
    entry.Set("name", Napi::String::New(env, entries[i]->name));
    entry.Set("description", Napi::String::New(env, entries[i]->description));
    list.Set(i, entry);
  }
  return list;
}

static Napi::Value Mechanisms(const Napi::CallbackInfo &info) {
  return ListOf(info.Env(), mechanisms);
}

static Napi::Value Kinds(const Napi::CallbackInfo &info) { return ListOf(info.Env(), fd_kinds); }

static Napi::Value SingleCalls(const Napi::CallbackInfo &info) {
  return ListOf(info.Env(), single_calls_list);
}

static Napi::Value NowNs(const Napi::CallbackInfo &info) {
  return Napi::BigInt::New(info.Env(), now_ns());
}

static Napi::Value ClockFacts(const Napi::CallbackInfo &info) {
  Napi::Env env = info.Env();
  clock_facts measured = clock_measure();
  Napi::Object facts = Napi::Object::New(env);
  facts.Set("costNs", Napi::Number::New(env, measured.cost_ns));
  facts.Set("quantumNs", Napi::Number::New(env, static_cast<double>(measured.quantum_ns)));
  return facts;
}

// Said by the C compiler, which may be another than the one of this file.
static Napi::Value BuildFacts(const Napi::CallbackInfo &info) {
  Napi::Env env = info.Env();
  Napi::Object facts = Napi::Object::New(env);
  facts.Set("compiler", Napi::String::New(env, build_compiler()));
  facts.Set("flags", Napi::String::New(env, build_flags()));
  return facts;
}

static Napi::Value AllowedCpus(const Napi::CallbackInfo &info) {
  Napi::Env env = info.Env();
  std::vector<int> cpus(8192);
  const int count = Checked(env, allowed_cpus(cpus.data(), cpus.size()));
  Napi::Array list = Napi::Array::New(env);
  for (uint32_t i = 0; i < static_cast<uint32_t>(count); i++)
    list.Set(i, Napi::Number::New(env, cpus[i]));
  return list;
}

static Napi::Value SetAffinity(const Napi::CallbackInfo &info) {
  if (!info[0].IsArray()) ThrowWrongType(info[0], "cpus", "an array of CPU numbers");
  Napi::Array list = info[0].As<Napi::Array>();
  std::vector<int> cpus;
  for (uint32_t i = 0; i < list.Length(); i++)
    cpus.push_back(static_cast<int>(ReadInteger(list.Get(i), "each of cpus", 0, 8191)));
  Checked(info.Env(), use_cpus(cpus.data(), cpus.size()));
  return info.Env().Undefined();
}

static Napi::Value FileLimit(const Napi::CallbackInfo &info) {
  Napi::Env env = info.Env();
  uint64_t soft, hard;
  Checked(env, descriptor_limits(&soft, &hard));
  // RLIM_INFINITY is beyond what a JavaScript number holds exactly; nr_open bounds it anyway.
  constexpr uint64_t kMaxSafe = (UINT64_C(1) << 53) - 1;
  Napi::Object limits = Napi::Object::New(env);
  limits.Set("soft", Napi::Number::New(env, static_cast<double>(std::min(soft, kMaxSafe))));
  limits.Set("hard", Napi::Number::New(env, static_cast<double>(std::min(hard, kMaxSafe))));
  return limits;
}

void AddFacts(Napi::Env, Napi::Object exports) {
  AddFunction(exports, "mechanisms", Mechanisms);
  AddFunction(exports, "kinds", Kinds);
  AddFunction(exports, "singleCalls", SingleCalls);
  AddFunction(exports, "nowNs", NowNs);
  AddFunction(exports, "clockFacts", ClockFacts);
  AddFunction(exports, "buildFacts", BuildFacts);
  AddFunction(exports, "affinity", AllowedCpus);
  AddFunction(exports, "setAffinity", SetAffinity);
  AddFunction(exports, "fileLimit", FileLimit);
}
