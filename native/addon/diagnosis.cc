// SPDX-License-Identifier: Apache-2.0
// Why a pull is refused: the core's facts and its decision, as an object.
#include <cinttypes>
#include <cstdio>

#include "arguments.h"
#include "core.h"
#include "topics.h"

static Napi::Value AnswerOf(Napi::Env env, fact answer) {
  if (answer == FACT_UNKNOWN) return env.Null();
  return Napi::Boolean::New(env, answer == FACT_YES);
}

static Napi::Value CallOf(Napi::Env env, int code) {
  if (code == CALL_NOT_TRIED) return env.Null();
  return Napi::String::New(env, code == 0 ? "ok" : error_name(code));
}

// Negative: unknown.
static Napi::Value NumberOf(Napi::Env env, int64_t number) {
  if (number < 0) return env.Null();
  return Napi::Number::New(env, static_cast<double>(number));
}

static Napi::Value IdsOf(Napi::Env env, const four_ids &ids) {
  if (!ids.known) return env.Null();
  Napi::Object object = Napi::Object::New(env);
  object.Set("real", Napi::Number::New(env, ids.real));
  object.Set("effective", Napi::Number::New(env, ids.effective));
  object.Set("saved", Napi::Number::New(env, ids.saved));
  object.Set("fileSystem", Napi::Number::New(env, ids.fs));
  return object;
}

// As /proc/PID/status writes them: 64 bits are more than a number holds exactly.
static Napi::Value CapabilitiesOf(Napi::Env env, bool known, uint64_t mask) {
  char text[17];
  if (!known) return env.Null();
  std::snprintf(text, sizeof text, "%016" PRIx64, mask);
  return Napi::String::New(env, text);
}

static Napi::Object RightsOf(Napi::Env env, const process_rights &rights) {
  Napi::Object object = Napi::Object::New(env);
  object.Set("users", IdsOf(env, rights.users));
  object.Set("groups", IdsOf(env, rights.groups));
  object.Set("permitted", CapabilitiesOf(env, rights.capabilities_known, rights.permitted));
  object.Set("effective", CapabilitiesOf(env, rights.capabilities_known, rights.effective));
  const int64_t inode =
      rights.user_namespace == 0 ? -1 : static_cast<int64_t>(rights.user_namespace);
  object.Set("userNamespace", NumberOf(env, inode));
  return object;
}

static Napi::Object FactsOf(Napi::Env env, const pull_facts &facts) {
  Napi::Object object = Napi::Object::New(env);
  object.Set("own", RightsOf(env, facts.own));
  object.Set("donor", RightsOf(env, facts.donor));
  object.Set("opened", CallOf(env, facts.opened));
  object.Set("pulled", CallOf(env, facts.pulled));
  object.Set("number", NumberOf(env, facts.number));
  object.Set("invalidCall", CallOf(env, facts.invalid_call));
  object.Set("fromSelf", CallOf(env, facts.from_self));
  object.Set("seccompMode", NumberOf(env, facts.seccomp_mode));
  object.Set("yamaScope", facts.yama_scope == YAMA_NOT_BUILT ? Napi::String::New(env, "not-built")
                                                             : NumberOf(env, facts.yama_scope));
  object.Set("donorPid", NumberOf(env, facts.donor_pid));
  object.Set("pidLevels", NumberOf(env, facts.pid_levels == 0 ? -1 : facts.pid_levels));
  object.Set("ended", AnswerOf(env, facts.ended));
  object.Set("mapsDiffer", AnswerOf(env, facts.maps_differ));
  object.Set("isDescendant", AnswerOf(env, facts.is_descendant));
  object.Set("dumpable", AnswerOf(env, facts.dumpable));
  object.Set("hasPower", AnswerOf(env, facts.has_power));
  return object;
}

static Napi::Value DiagnosePull(const Napi::CallbackInfo &info) {
  Napi::Env env = info.Env();
  const int pid = ReadPid(info[0], "pid");
  const int number = info[1].IsNull() ? -1 : ReadFd(info[1], "number");
  pull_facts facts;
  collect_pull_facts(pid, -1, number, &facts);
  const unsigned obstacles = pull_obstacles_of(&facts);
  Napi::Array inTheWay = Napi::Array::New(env);
  for (int cause = PULL_ALLOWED; cause <= PULL_UNKNOWN; cause++)
    if ((obstacles >> cause & 1) != 0)
      inTheWay.Set(inTheWay.Length(), pull_cause_name(static_cast<pull_cause>(cause)));
  Napi::Object diagnosis = Napi::Object::New(env);
  diagnosis.Set("cause", pull_cause_name(pull_cause_of(&facts)));
  diagnosis.Set("obstacles", inTheWay);
  diagnosis.Set("facts", FactsOf(env, facts));
  return diagnosis;
}

void AddDiagnosis(Napi::Env, Napi::Object exports) {
  AddFunction(exports, "diagnosePull", DiagnosePull);
}
