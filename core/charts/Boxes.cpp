// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/Boxes.h"

#include "charts/Labels.h"
#include "frames/ColumnValues.h"
#include "frames/RadixSort.h"

#include <algorithm>
#include <cmath>

namespace assay {
namespace {

constexpr std::size_t mostOutliers = 1000;

/// As pandas has it: between the two values that stand nearest.
double quantile(const std::vector<double> &sorted, double share)
{
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const double low = sorted[below], high = sorted[std::min(below + 1, sorted.size() - 1)];
    return std::lerp(low, high, place - static_cast<double>(below));
}

/// How many of the values outside the box are not among its outliers.
std::size_t addOutliers(BoxFigure &box, const std::vector<double> &sorted)
{
    auto lowEnd = std::ranges::lower_bound(sorted, box.low), highBegin = std::ranges::upper_bound(sorted, box.high);
    const auto outside = static_cast<std::size_t>((lowEnd - sorted.begin()) + (sorted.end() - highBegin));
    // The furthest stand at the two ends: from there inwards, the further of the two each time.
    auto low = sorted.begin(), high = sorted.end();
    while (static_cast<std::size_t>((low - sorted.begin()) + (sorted.end() - high)) < std::min(outside, mostOutliers)) {
        if (high == highBegin || (low != lowEnd && box.lower - *low > *(high - 1) - box.upper))
            ++low;
        else
            --high;
    }
    box.outliers.assign(sorted.begin(), low);
    box.outliers.insert(box.outliers.end(), high, sorted.end());
    return outside - box.outliers.size();
}

class BoxMaking
{
public:
    explicit BoxMaking(ChartMaking &making)
        : m_making(making)
        , m_spec(making.spec)
    {
    }

    Result<void> make()
    {
        if (m_spec.y.empty())
            return failure(ErrorCode::InvalidInput, "Choose a column to draw.");
        m_making.data.xScale = ChartData::Scale::Category;
        m_making.noteIdleGroup("A box chart");
        if (m_spec.y.size() == 1)
            m_making.data.yName = m_spec.y.front().name;
        const Result<void> made = m_spec.x ? byCategory() : byColumn();
        if (!made)
            return made;
        for (const BoxFigure &box : m_making.data.boxes)
            m_making.data.categories.push_back(box.name);
        m_making.noteCount(m_nonPositive, "value that is not above 0 has no logarithm: it is left out.", "values that are not above 0 have no logarithm: they are left out.");
        m_making.noteCount(m_leftOut, "outlier that is nearer to its box is not drawn.", "outliers that are nearer to their boxes are not drawn.");
        return {};
    }

private:
    Result<void> byColumn()
    {
        for (const ColumnRef &ref : m_spec.y) {
            Result<std::vector<double>> values = valuesOf(ref);
            if (!values)
                return tl::unexpected<Error>(std::move(values.error()));
            if (const Result<void> added = add(ref.name, *values); !added)
                return added;
        }
        return {};
    }

    Result<void> byCategory()
    {
        const Result<std::size_t> x = m_making.find(*m_spec.x);
        if (!x)
            return tl::unexpected<Error>(x.error());
        m_making.data.xName = m_spec.x->name;
        Labels labels(m_making.frame, *x, m_making.rows, m_spec.interval, m_making.stop);
        if (const Result<void> going = m_making.goOn(); !going)
            return going;
        labels.orderByValue();
        m_making.data.missing += labels.missing();
        m_making.noteCount(static_cast<std::int64_t>(labels.keepBiggest(ChartData::mostCategories)), "value of `" + m_spec.x->name + "` with the fewest rows is left out.",
                           "values of `" + m_spec.x->name + "` with the fewest rows are left out.");
        for (const ColumnRef &ref : m_spec.y)
            if (const Result<void> added = addLabels(labels, ref); !added)
                return added;
        return {};
    }

    Result<void> addLabels(const Labels &labels, const ColumnRef &ref)
    {
        const Result<std::vector<double>> values = valuesOf(ref);
        if (!values)
            return tl::unexpected<Error>(values.error());
        std::vector<std::vector<double>> parts(labels.count());
        for (std::size_t at = 0; at < values->size(); ++at)
            if (const std::uint32_t code = labels.codes()[at]; code != Labels::none)
                parts[code].push_back((*values)[at]);
        for (std::uint32_t code = 0; code < parts.size(); ++code) {
            const std::string name = m_spec.y.size() > 1 ? ref.name + " · " + labels.nameOf(code) : labels.nameOf(code);
            if (const Result<void> added = add(name, parts[code]); !added)
                return added;
        }
        return {};
    }

    Result<std::vector<double>> valuesOf(const ColumnRef &ref)
    {
        const Result<std::size_t> column = m_making.findNumbers(ref);
        if (!column)
            return tl::unexpected<Error>(column.error());
        Result<ColumnNumbers> numbers = m_making.readY(*column, m_making.rows);
        if (!numbers)
            return tl::unexpected<Error>(std::move(numbers.error()));
        return std::move(numbers->values);
    }

    [[nodiscard]] bool isDrawn(double value)
    {
        const bool isBelow = m_spec.isLogarithmic && value <= 0;
        m_nonPositive += isBelow ? 1 : 0;
        return !isBelow && !std::isnan(value);
    }

    /// No box of no values.
    Result<void> add(const std::string &name, std::vector<double> &values)
    {
        std::vector<std::uint64_t> keys;
        for (const double value : values)
            if (isDrawn(value))
                keys.push_back(orderKey(value));
        if (!radixSort(keys, m_making.stop) || keys.empty())
            return m_making.goOn();
        values.resize(keys.size());
        std::ranges::transform(keys, values.begin(), valueOfKey<double>);
        BoxFigure box{name, 0, quantile(values, 0.25), quantile(values, 0.5), quantile(values, 0.75), 0, {}, static_cast<std::int64_t>(values.size())};
        const double reach = 1.5 * (box.upper - box.lower);
        // Never inside the box, which with few values may end between two of them.
        box.low = std::min(*std::ranges::lower_bound(values, box.lower - reach), box.lower);
        box.high = std::max(*(std::ranges::upper_bound(values, box.upper + reach) - 1), box.upper);
        m_leftOut += static_cast<std::int64_t>(addOutliers(box, values));
        m_making.data.boxes.push_back(std::move(box));
        return m_making.goOn();
    }

    ChartMaking &m_making;
    const ChartSpec &m_spec;
    std::int64_t m_nonPositive = 0, m_leftOut = 0;
};

} // namespace

Result<void> makeBoxes(ChartMaking &making)
{
    return BoxMaking(making).make();
}

} // namespace assay
