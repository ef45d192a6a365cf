// SPDX-License-Identifier: MIT
// Names of PyTorch, Keras, scikit-learn and TensorFlow Playground, in small letters alone.
#include "document/other_names.hpp"

#include <algorithm>
#include <array>

#include "document/sentence.hpp"

namespace isobath::document {

namespace {

struct OtherName {
  std::string_view theirs, ours;
};

constexpr std::string_view kSteps = "--steps of isobath-cli";

constexpr std::array kFields = std::to_array<OtherName>({
    {"lr", "learning_rate"},
    {"learningrateinit", "learning_rate"},
    {"eta", "learning_rate"},
    {"stepsize", "learning_rate"},
    {"batchsize", "batch"},
    {"minibatch", "batch"},
    {"epochs", kSteps},
    {"nepochs", kSteps},
    {"numepochs", kSteps},
    {"iterations", kSteps},
    {"maxiter", kSteps},
    {"steps", kSteps},
    {"hidden", "layers"},
    {"hiddenlayers", "layers"},
    {"hiddenlayersizes", "layers"},
    {"networkshape", "layers"},
    {"neurons", "units"},
    {"nunits", "units"},
    {"kaiming", "weights"},
    {"xavier", "weights"},
    {"glorot", "weights"},
    {"init", "weights"},
    {"initializer", "weights"},
    {"kernelinitializer", "weights"},
    {"regularization", "l2"},
    {"regularizationrate", "l2"},
    {"regularizer", "l2"},
    {"weightdecay", "l2"},
    {"dropoutrate", "dropout"},
    {"keepprob", "dropout"},
    {"gradclip", "clip_norm"},
    {"clip", "clip_norm"},
    {"maxnorm", "clip_norm"},
    {"beta1", "momentum"},
    {"eps", "epsilon"},
    {"solver", "optimizer"},
    {"criterion", "loss"},
    {"objective", "loss"},
    {"dtype", "precision"},
    {"dataset", "source"},
    {"samples", "examples"},
    {"nsamples", "examples"},
    {"features", "inputs"},
    {"normalization", "scaling"},
    {"usebias", "has_bias"},
    {"fitintercept", "has_bias"},
    {"lrmultiplier", "learning_rate"},
});

constexpr std::array kValues = std::to_array<OtherName>({
    {"kaiming", "he_normal"},
    {"kaimingnormal", "he_normal"},
    {"kaiminguniform", "he_uniform"},
    {"glorot", "xavier_normal"},
    {"xavier", "xavier_normal"},
    {"glorotnormal", "xavier_normal"},
    {"glorotuniform", "xavier_uniform"},
    {"lecun", "lecun_normal"},
    {"sgd", "gradient_descent"},
    {"gd", "gradient_descent"},
    {"nag", "nesterov"},
    {"mse", "squared_error"},
    {"mseloss", "squared_error"},
    {"meansquarederror", "squared_error"},
    {"bce", "binary_cross_entropy"},
    {"bceloss", "binary_cross_entropy"},
    {"logloss", "binary_cross_entropy"},
    {"crossentropyloss", "categorical_cross_entropy"},
    {"crossentropy", "categorical_cross_entropy"},
    {"identity", "linear"},
    {"logistic", "sigmoid"},
    {"swish", "silu"},
    {"float32", "float"},
    {"single", "float"},
    {"float64", "double"},
    {"float16", "half"},
    {"zscore", "standardize"},
    {"gauss", "gaussians"},
});

/// LeakyReLU, leaky-relu and leaky_relu are one name.
std::string plain(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z')
      out += static_cast<char>(c - 'A' + 'a');
    else if (c != '_' && c != '-' && c != ' ')
      out += c;
  }
  return out;
}

std::string_view found_in(std::span<const OtherName> names, std::string_view theirs) {
  const auto found = std::ranges::find(names, theirs, &OtherName::theirs);
  return found == names.end() ? std::string_view() : found->ours;
}

}  // namespace

std::string_view field_elsewhere(std::string_view name) { return found_in(kFields, plain(name)); }

std::string allowed_instead(const Field& field, std::string_view text) {
  const std::string theirs = plain(text);
  const std::string_view other = found_in(kValues, theirs);
  for (const std::string_view choice : field.choices)
    if (choice == other || plain(choice) == theirs)
      return join({allowed(field), "; it is called ", choice, " here"});
  return allowed(field);
}

}  // namespace isobath::document
