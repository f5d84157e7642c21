// SPDX-License-Identifier: Apache-2.0
// socketpair, sendFds, receiveFds.
#include <cerrno>
#include <string>
#include <vector>

#include "arguments.h"
#include "core.h"
#include "errors.h"
#include "topics.h"

// Received descriptors until JavaScript has them: whatever goes wrong on the way closes them.
class ReceivedGuard {
 public:
  explicit ReceivedGuard(received *held) : held_(held) {}
  ~ReceivedGuard() {
    if (held_ != nullptr) close_all_consume(held_->fds, held_->fd_count);
  }
  ReceivedGuard(const ReceivedGuard &) = delete;
  ReceivedGuard &operator=(const ReceivedGuard &) = delete;
  void Release() { held_ = nullptr; }

 private:
  received *held_;
};

static Napi::Value Socketpair(const Napi::CallbackInfo &info) {
  Napi::Env env = info.Env();
  std::string word = "seqpacket";
  channel_type type;
  int ends[2];
  if (!info[0].IsUndefined() && !ReadString(info[0], "type", &word)) return env.Undefined();
  if (!channel_type_parse(word.c_str(), &type)) {
    Napi::TypeError::New(env, "type must be 'seqpacket', 'stream' or 'dgram'")
        .ThrowAsJavaScriptException();
    return env.Undefined();
  }
  int code = channel_pair(type, ends);
  if (code < 0) return ThrowCode(env, code);
  Napi::Array pair = Napi::Array::New(env, 2);
  pair.Set(0u, Napi::Number::New(env, ends[0]));
  pair.Set(1u, Napi::Number::New(env, ends[1]));
  if (env.IsExceptionPending()) close_all_consume(ends, 2);
  return pair;
}

static bool ReadFds(const Napi::Value &value, std::vector<int> *ret) {
  Napi::Env env = value.Env();
  if (!value.IsArray()) {
    Napi::TypeError::New(env, "fds must be an array of descriptor numbers")
        .ThrowAsJavaScriptException();
    return false;
  }
  Napi::Array fds = value.As<Napi::Array>();
  if (fds.Length() > SCM_MAX_FDS) {
    Napi::RangeError::New(env, "fds must hold at most 253 descriptors: more than that the kernel "
                               "does not take in one message")
        .ThrowAsJavaScriptException();
    return false;
  }
  for (uint32_t i = 0; i < fds.Length(); i++) {
    int fd;
    Napi::Value element = fds.Get(i);
    if (env.IsExceptionPending() || !ReadFd(element, "each of fds", &fd)) return false;
    ret->push_back(fd);
  }
  return true;
}

static bool ReadData(const Napi::Value &value, std::string *ret) {
  if (value.IsUndefined()) {
    ret->assign(1, '\0'); // a STREAM channel drops descriptors that have no byte to ride on
    return true;
  }
  if (!value.IsTypedArray() || value.As<Napi::TypedArray>().TypedArrayType() != napi_uint8_array) {
    Napi::TypeError::New(value.Env(), "data must be a Buffer or Uint8Array")
        .ThrowAsJavaScriptException();
    return false;
  }
  Napi::Uint8Array bytes = value.As<Napi::Uint8Array>();
  ret->assign(reinterpret_cast<const char *>(bytes.Data()), bytes.ByteLength());
  return true;
}

static Napi::Value SendFds(const Napi::CallbackInfo &info) {
  Napi::Env env = info.Env();
  int channel;
  std::vector<int> fds;
  std::string data;
  if (!ReadFd(info[0], "channel", &channel) || !ReadFds(info[1], &fds) ||
      !ReadData(info[2], &data))
    return env.Undefined();
  if (data.empty()) {
    Napi::RangeError::New(env, "data must hold at least 1 byte: without one a STREAM channel drops "
                               "the descriptors, and an empty message reads as end of file")
        .ThrowAsJavaScriptException();
    return env.Undefined();
  }
  return UndefinedOrThrow(
      env, send_message(channel, data.data(), data.size(), fds.data(), fds.size()));
}

struct ReceiveLimits {
  int max_fds, max_bytes, flags;
};

static bool ReadLimits(const Napi::Value &value, ReceiveLimits *ret) {
  Napi::Env env = value.Env();
  if (!value.IsObject()) {
    Napi::TypeError::New(env, "limits must be an object with maxFds and maxBytes")
        .ThrowAsJavaScriptException();
    return false;
  }
  Napi::Object limits = value.As<Napi::Object>();
  Napi::Value max_fds = limits.Get("maxFds"), max_bytes = limits.Get("maxBytes");
  Napi::Value non_blocking = limits.Get("nonBlocking");
  int64_t fds, bytes;
  if (env.IsExceptionPending()) return false;
  if (!ReadInteger(max_fds, "maxFds", 0, SCM_MAX_FDS, &fds) ||
      !ReadInteger(max_bytes, "maxBytes", 1, 1 << 24, &bytes))
    return false;
  if (!non_blocking.IsUndefined() && !non_blocking.IsBoolean()) {
    Napi::TypeError::New(env, "nonBlocking must be true or false").ThrowAsJavaScriptException();
    return false;
  }
  bool waits = non_blocking.IsUndefined() || !non_blocking.As<Napi::Boolean>().Value();
  *ret = {static_cast<int>(fds), static_cast<int>(bytes), waits ? 0 : RECEIVE_NON_BLOCKING};
  return true;
}

static Napi::Value ReceiveFds(const Napi::CallbackInfo &info) {
  Napi::Env env = info.Env();
  int channel;
  ReceiveLimits limits;
  if (!ReadFd(info[0], "channel", &channel) || !ReadLimits(info[1], &limits))
    return env.Undefined();
  // Allocated first: after the call there is something to lose.
  Napi::Buffer<char> room = Napi::Buffer<char>::New(env, static_cast<size_t>(limits.max_bytes));
  if (env.IsExceptionPending()) return env.Undefined();
  received got;
  int code = receive_at_most(channel, room.Data(), room.Length(),
                             static_cast<size_t>(limits.max_fds), limits.flags, &got);
  if (code < 0) return ThrowCode(env, code);
  ReceivedGuard guard(&got);
  Napi::Array fds = Napi::Array::New(env, got.fd_count);
  for (uint32_t i = 0; i < got.fd_count; i++) fds.Set(i, Napi::Number::New(env, got.fds[i]));
  Napi::Object result = Napi::Object::New(env);
  result.Set("fds", fds);
  result.Set("data", Napi::Buffer<char>::Copy(env, room.Data(), got.data_bytes));
  if (env.IsExceptionPending()) return env.Undefined();
  guard.Release();
  return result;
}

void AddSockets(Napi::Env env, Napi::Object exports) {
  exports.Set("socketpair", Napi::Function::New(env, Socketpair, "socketpair"));
  exports.Set("sendFds", Napi::Function::New(env, SendFds, "sendFds"));
  exports.Set("receiveFds", Napi::Function::New(env, ReceiveFds, "receiveFds"));
}
