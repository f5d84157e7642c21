// SPDX-License-Identifier: Apache-2.0
// giveFds, takeFds: the safe transfer, each conversation in a thread of its own.
//
// Not in libuv's pool: its four threads serve all of Node's file and DNS work, and four givers that wait for takers which
// are queued behind them would wait until their deadlines.
#include <fcntl.h>

#include <cerrno>
#include <memory>
#include <mutex>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "arguments.h"
#include "core.h"
#include "errors.h"
#include "owned_number.h"
#include "topics.h"

static constexpr int64_t kDeadlineMsMax = int64_t{24} * 60 * 60 * 1000;
static constexpr long kDeadlineMsDefault = 10'000;

// One transfer on its way: made in JavaScript's thread, run in its own, told in JavaScript's again, and destroyed
// wherever it ends. What it owns is closed there.
class Transfer {
 public:
  Transfer(Napi::Env env, int channel) : deferred_(Napi::Promise::Deferred::New(env)) {
    // Its own number: JavaScript may close the channel meanwhile, and use the number again.
    channel_ = fcntl(channel, F_DUPFD_CLOEXEC, 0);
    if (channel_ < 0) ThrowCode(env, failed_at("fcntl(F_DUPFD_CLOEXEC)", -errno));
  }
  virtual ~Transfer() { close_consume(&channel_); }
  Transfer(const Transfer &) = delete;
  Transfer &operator=(const Transfer &) = delete;

  void Run() {
    code_ = Talk(channel_, &report_);
    if (code_ < 0) operation_ = failed_operation();
    close_consume(&channel_);
  }

  // Nothing may throw here: there is no JavaScript below that would catch it.
  void Settle(Napi::Env env) {
    try {
      if (code_ < 0)
        deferred_.Reject(Failure(env).Value());
      else
        deferred_.Resolve(Success(env));
    } catch (const Napi::Error &error) {
      deferred_.Reject(error.Value());
    }
  }

  Napi::Promise Promise() const { return deferred_.Promise(); }

 protected:
  virtual int Talk(int channel, transfer_report *ret) = 0;
  virtual Napi::Value Success(Napi::Env env) = 0;

  Napi::Object Report(Napi::Env env) const {
    Napi::Object report = Napi::Object::New(env);
    report.Set("count", Napi::Number::New(env, static_cast<double>(report_.count)));
    report.Set("messages", Napi::Number::New(env, static_cast<double>(report_.messages)));
    report.Set("mechanism", report_.mechanism == TRANSFER_PUSH ? "push" : "pull");
    return report;
  }

  const transfer_report &report() const { return report_; }

 private:
  Napi::Error Failure(Napi::Env env) const {
    Napi::Error error = ErrorOf(env, code_, operation_.c_str());
    if (code_ == -HANDOVER_REFUSED)
      error.Set("there", ErrorOf(env, report_.refused_code, report_.refused_operation).Value());
    const char *cause = pull_cause_name(static_cast<pull_cause>(report_.cause));
    if (report_.cause != PULL_ALLOWED && cause != nullptr) error.Set("pullCause", cause);
    return error;
  }

  Napi::Promise::Deferred deferred_;
  int channel_ = -1;
  int code_ = 0;
  std::string operation_;
  transfer_report report_ = {};
};

class Giving : public Transfer {
 public:
  Giving(Napi::Env env, int channel, const std::vector<int> &fds, const give_plan &plan)
      : Transfer(env, channel), plan_(plan) {
    Checked(env, hold_fds(fds.data(), fds.size(), &held_));
  }
  ~Giving() override { release_held(&held_); }

 protected:
  int Talk(int channel, transfer_report *ret) override {
    const int code = give_held(channel, &held_, &plan_, ret);
    release_held(&held_);
    return code;
  }
  Napi::Value Success(Napi::Env env) override { return Report(env); }

 private:
  held_fds held_ = {};
  give_plan plan_;
};

class Taking : public Transfer {
 public:
  Taking(Napi::Env env, int channel, const take_plan &plan)
      : Transfer(env, channel), fds_(plan.fd_limit, -1), plan_(plan) {}
  ~Taking() override { close_all_consume(fds_.data(), held_); }

 protected:
  int Talk(int channel, transfer_report *ret) override {
    const int code = take_fds(channel, fds_.data(), &plan_, ret);
    if (code == 0) held_ = ret->count;
    return code;
  }
  Napi::Value Success(Napi::Env env) override {
    OwnedFds owned(fds_.data(), std::exchange(held_, 0));
    Napi::Object result = Report(env);
    result.Set("fds", owned.ToArray(env));
    result.Set("unacknowledged", Napi::Boolean::New(env, report().unacknowledged));
    owned.Release();
    return result;
  }

 private:
  std::vector<int> fds_;
  size_t held_ = 0;  // of fds_: until JavaScript has them
  take_plan plan_;
};

// The line from a transfer's thread to JavaScript's. Node cuts it when the environment (a worker) ends, and frees it
// whoever may still call (Node 20): so it is used, and cut, under a lock.
struct Line {
  std::mutex lock;
  bool cut = false;
};
using SharedLine = std::shared_ptr<Line>;

// Without an environment there is nobody to tell: the transfer is only destroyed.
static void Tell(Napi::Env env, Napi::Function, SharedLine *, Transfer *transfer) {
  const std::unique_ptr<Transfer> owned(transfer);
  if (static_cast<napi_env>(env) != nullptr) owned->Settle(env);
}

using Telling = Napi::TypedThreadSafeFunction<SharedLine, Transfer, Tell>;

static void Cut(Napi::Env, void *, SharedLine *line) {
  const std::unique_ptr<SharedLine> owned(line);
  const std::lock_guard<std::mutex> held((*line)->lock);
  (*line)->cut = true;
}

static void RunAndTell(const Telling &telling, const SharedLine &line, Transfer *transfer) {
  std::unique_ptr<Transfer> owned(transfer);
  owned->Run();
  const std::lock_guard<std::mutex> held(line->lock);
  if (line->cut || telling.BlockingCall(transfer) != napi_ok) return;
  static_cast<void>(owned.release());
  telling.Release();
}

static Napi::Value Start(Napi::Env env, std::unique_ptr<Transfer> transfer) {
  const Napi::Promise promise = transfer->Promise();
  const SharedLine line = std::make_shared<Line>();
  const Telling telling = Telling::New(env, "fd-handover transfer", 0, 1, new SharedLine(line), Cut,
                                       static_cast<void *>(nullptr));
  try {
    std::thread(RunAndTell, telling, line, transfer.get()).detach();
  } catch (const std::system_error &) {
    telling.Release();
    ThrowCode(env, failed_at("pthread_create", -EAGAIN));
  }
  static_cast<void>(transfer.release());
  return promise;
}

static long ReadDeadline(const Napi::Object &plan) {
  const Napi::Value deadline = plan.Get("deadlineMs");
  if (deadline.IsUndefined()) return kDeadlineMsDefault;
  return static_cast<long>(ReadInteger(deadline, "deadlineMs", 1, kDeadlineMsMax));
}

static transfer_mechanism ReadMechanism(Napi::Value value, const std::string &what) {
  const std::string word = ReadString(value, what);
  if (word == "push") return TRANSFER_PUSH;
  if (word == "pull") return TRANSFER_PULL;
  ThrowWrongValue(value.Env(), what + " must be 'push' or 'pull', not '" + word + "'");
}

static unsigned ReadMechanisms(Napi::Value value) {
  if (value.IsUndefined()) return TRANSFER_PUSH | TRANSFER_PULL;
  if (!value.IsArray()) ThrowWrongType(value, "mechanisms", "an array of 'push' and 'pull'");
  const Napi::Array words = value.As<Napi::Array>();
  unsigned mechanisms = 0;
  for (uint32_t i = 0; i < words.Length(); i++)
    mechanisms |= ReadMechanism(words.Get(i), "mechanisms[" + std::to_string(i) + "]");
  if (mechanisms == 0) ThrowWrongValue(value.Env(), "mechanisms must name at least one");
  return mechanisms;
}

static std::vector<int> ReadFdsToGive(Napi::Value value) {
  std::vector<int> fds(TRANSFER_FDS_MAX);
  fds.resize(ReadFds(value, "fds", fds.data(), fds.size(), "one transfer takes no more"));
  if (fds.empty()) ThrowOutOfRange(value.Env(), "fds must hold at least 1 descriptor");
  return fds;
}

static Napi::Value GiveFds(const Napi::CallbackInfo &info) {
  Napi::Env env = info.Env();
  const int channel = ReadFd(info[0], "channel");
  const std::vector<int> fds = ReadFdsToGive(info[1]);
  const Napi::Object plan =
      info[2].IsUndefined() ? Napi::Object::New(env) : ReadObject(info[2], "plan");
  const give_plan wanted = {ReadMechanisms(plan.Get("mechanisms")), ReadDeadline(plan)};
  return Start(env, std::make_unique<Giving>(env, channel, fds, wanted));
}

static Napi::Value TakeFds(const Napi::CallbackInfo &info) {
  Napi::Env env = info.Env();
  const int channel = ReadFd(info[0], "channel");
  const Napi::Object plan = ReadObject(info[1], "plan");
  const int64_t limit = ReadInteger(plan.Get("maxFds"), "maxFds", 1, TRANSFER_FDS_MAX);
  const take_plan wanted = {ReadMechanism(plan.Get("mechanism"), "mechanism"),
                            static_cast<size_t>(limit), ReadDeadline(plan)};
  return Start(env, std::make_unique<Taking>(env, channel, wanted));
}

void AddTransfers(Napi::Env, Napi::Object exports) {
  AddFunction(exports, "giveFds", GiveFds);
  AddFunction(exports, "takeFds", TakeFds);
}
