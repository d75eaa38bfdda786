/*
 * The least a receiver can do with the cameras' connections: it asks each camera for its stream,
 * then only reads. Its CPU time is the floor that the engine is measured against.
 *
 * Usage: floor URLS WARMUP_SECONDS WINDOW_SECONDS
 *   URLS  a file with one rtsp://a.b.c.d:port/path a line
 * Prints "playing CAMERAS", "begin", and "end CPU_SECONDS BYTES READS" of the window.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { READ_BYTES = 64 * 1024, EVENTS = 256, REPLY_BYTES = 16 * 1024, LINE_BYTES = 512 };

static void fail(const char *url, const char *step) {
  fprintf(stderr, "floor reader: %s: %s\n", url, step);
  exit(1);
}

static double cpu_seconds(void) {
  struct rusage used;
  getrusage(RUSAGE_SELF, &used);
  return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
         (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

static double now_seconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Sends a request and takes its answer, headers and body, into reply as a string. */
static void ask(int socket, const char *url, const char *request, char *reply) {
  size_t wanted = strlen(request);
  if (write(socket, request, wanted) != (ssize_t)wanted) fail(url, "cannot send a request");
  size_t length = 0;
  while (length < 4 || memcmp(reply + length - 4, "\r\n\r\n", 4) != 0) {
    if (length == REPLY_BYTES - 1) fail(url, "an answer is too long");
    if (read(socket, reply + length, 1) != 1) fail(url, "the camera closed the connection");
    length++;
  }
  reply[length] = 0;
  if (strncmp(reply, "RTSP/1.0 200", 12) != 0) fail(url, "the camera refused a request");
  const char *header = strcasestr(reply, "\r\nContent-Length:");
  long body = header ? strtol(header + 17, NULL, 10) : 0;
  if (body < 0 || length + (size_t)body >= REPLY_BYTES) fail(url, "an answer is too long");
  for (size_t end = length + (size_t)body; length < end;) {
    ssize_t got = read(socket, reply + length, end - length);
    if (got <= 0) fail(url, "the camera closed the connection");
    length += (size_t)got;
  }
  reply[length] = 0;
}

/* The relative address of a description's last medium; the fleet's descriptions have one. */
static void control_of(const char *url, const char *description, char *control) {
  const char *last = NULL;
  for (const char *at = description; (at = strstr(at, "a=control:")) != NULL; at++) last = at;
  if (last == NULL || sscanf(last + 10, "%127[^\r\n]", control) != 1) fail(url, "no control address");
}

/* Opens one stream over TCP and leaves the socket with nothing but media to read. */
static int play(const char *url) {
  char host[64], request[2 * LINE_BYTES], reply[REPLY_BYTES];
  char control[128], session[128];
  int port;
  if (sscanf(url, "rtsp://%63[0-9.]:%d/", host, &port) != 2) fail(url, "not an address of a camera");
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((unsigned short)port)};
  inet_pton(AF_INET, host, &address.sin_addr);
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address)) fail(url, "cannot connect");
  snprintf(request, sizeof request,
           "DESCRIBE %s RTSP/1.0\r\nCSeq: 1\r\nAccept: application/sdp\r\n\r\n", url);
  ask(fd, url, request, reply);
  control_of(url, reply, control);
  snprintf(request, sizeof request,
           "SETUP %s/%s RTSP/1.0\r\nCSeq: 2\r\nTransport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n\r\n",
           url, control);
  ask(fd, url, request, reply);
  const char *header = strcasestr(reply, "\r\nSession:");
  if (header == NULL || sscanf(header + 10, " %127[^;\r\n ]", session) != 1) fail(url, "no session");
  snprintf(request, sizeof request, "PLAY %s RTSP/1.0\r\nCSeq: 3\r\nSession: %s\r\n\r\n", url, session);
  ask(fd, url, request, reply);
  return fd;
}

static int play_all(const char *list, int poll) {
  FILE *urls = fopen(list, "r");
  if (urls == NULL) fail(list, "cannot be read");
  char url[LINE_BYTES];
  int cameras = 0;
  while (fgets(url, sizeof url, urls) != NULL) {
    url[strcspn(url, "\r\n")] = 0;
    if (*url == 0) continue;
    int fd = play(url);
    struct epoll_event wanted = {.events = EPOLLIN, .data.fd = fd};
    epoll_ctl(poll, EPOLL_CTL_ADD, fd, &wanted);
    cameras++;
  }
  fclose(urls);
  return cameras;
}

/* Reads whatever comes for that long; a camera that ends is a failure. */
static void read_for(int poll, double seconds, long long *bytes, long long *reads) {
  static char buffer[READ_BYTES];
  struct epoll_event ready[EVENTS];
  double end = now_seconds() + seconds;
  while (now_seconds() < end) {
    int count = epoll_wait(poll, ready, EVENTS, 100);
    for (int i = 0; i < count; i++) {
      ssize_t got = read(ready[i].data.fd, buffer, sizeof buffer);
      if (got <= 0) fail("a camera", "the connection ended");
      *bytes += got;
      ++*reads;
    }
  }
}

int main(int count, char **arguments) {
  if (count != 4) fail("usage", "floor URLS WARMUP_SECONDS WINDOW_SECONDS");
  int poll = epoll_create1(0);
  printf("playing %d\n", play_all(arguments[1], poll));
  fflush(stdout);
  long long bytes = 0, reads = 0;
  read_for(poll, atof(arguments[2]), &bytes, &reads);
  printf("begin\n");
  fflush(stdout);
  bytes = reads = 0;
  double cpu = cpu_seconds();
  read_for(poll, atof(arguments[3]), &bytes, &reads);
  printf("end %.6f %lld %lld\n", cpu_seconds() - cpu, bytes, reads);
  return 0;
}
