// SPDX-License-Identifier: Apache-2.0
// pidfd calls and who is at the other end.
#include "arguments.h"
#include "core.h"
#include "errors.h"
#include "owned_number.h"
#include "topics.h"

static Napi::Value PidfdOpen(const Napi::CallbackInfo &info) {
  const int pid = ReadPid(info[0], "pid");
  const unsigned flags = ReadFlags(info[1], "flags");
  return GiveNumber(info.Env(), Checked(info.Env(), pidfd_open_process(pid, flags)));
}

static Napi::Value PidfdGetfd(const Napi::CallbackInfo &info) {
  const int pidfd = ReadFd(info[0], "pidfd");
  const int number = ReadFd(info[1], "number");
  const unsigned flags = ReadFlags(info[2], "flags");
  return GiveNumber(info.Env(), Checked(info.Env(), pidfd_get_fd_flags(pidfd, number, flags)));
}

static Napi::Value PidfdSendSignal(const Napi::CallbackInfo &info) {
  const int pidfd = ReadFd(info[0], "pidfd");
  const int signal = static_cast<int>(ReadInteger(info[1], "signal", 0, 64));
  Checked(info.Env(), pidfd_send(pidfd, signal));
  return info.Env().Undefined();
}

static Napi::Value PeerPidfd(const Napi::CallbackInfo &info) {
  const int channel = ReadFd(info[0], "channel");
  return GiveNumber(info.Env(), Checked(info.Env(), pidfd_of_peer(channel)));
}

static Napi::Value PeerPid(const Napi::CallbackInfo &info) {
  pid_t pid = 0;
  Checked(info.Env(), pid_of_peer(ReadFd(info[0], "channel"), &pid));
  return Napi::Number::New(info.Env(), pid);
}

void AddPidfds(Napi::Env, Napi::Object exports) {
  AddFunction(exports, "pidfdOpen", PidfdOpen);
  AddFunction(exports, "pidfdGetfd", PidfdGetfd);
  AddFunction(exports, "pidfdSendSignal", PidfdSendSignal);
  AddFunction(exports, "peerPidfd", PeerPidfd);
  AddFunction(exports, "peerPid", PeerPid);
}
