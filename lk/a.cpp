#include <cstdio>
#include <thread>
#include <atomic>
#include <mutex>
#include <condition_variable>
#include <stdexcept>
#include <emscripten/threading.h>
thread_local int t = 7;
std::atomic<int> n{0}; std::mutex m; std::condition_variable cv;
int main(){ 
  std::printf("support %d tls %d\n", emscripten_has_threading_support(), ++t);
  { std::scoped_lock l(m); n++; } cv.notify_one();
  static const std::string s = "static guard";
  try { throw std::runtime_error("x"); } catch (std::exception& e) { std::printf("caught %s %s\n", e.what(), s.c_str()); }
  if (emscripten_has_threading_support()) { std::thread th([]{ std::printf("in thread tls %d\n", t); n+=10; }); th.join(); }
  else { try { std::thread th([]{ n+=10; }); th.join(); } catch (std::exception& e) { std::printf("refused %s\n", e.what()); } }
  std::printf("n %d\n", n.load()); }
